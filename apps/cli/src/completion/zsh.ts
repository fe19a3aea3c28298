import { type KnownValue, takesOneWord, valueCases } from './cases.js';
import { type Offer, valuedFlags } from './offers.js';

/** A file for zsh's `fpath`. */
export function zshCompletion(offers: readonly Offer[]): string {
  return `#compdef quiz-sync
# Completion of quiz-sync for zsh: quiz-sync completion zsh > _quiz-sync, in a folder of $fpath
_quiz_sync() {
  local command='' word valued='' position
  local -a offered
  for ((position = 2; position < CURRENT; position++)); do
    word=\${words[position]}
    if [[ -n $valued ]]; then
      valued=''
    elif [[ ' ${valuedFlags(offers).join(' ')} ' == *" $word "* ]]; then
      valued=yes
    elif [[ $word != -* ]]; then
      command+="\${command:+ }$word"
    fi
  done
  if [[ -n $valued ]]; then
    case "$command \${words[CURRENT-1]}" in
${valueCases(offers, valueCase)}
    esac
    return
  fi
  case "$command" in
${wordCases(offers)}
  esac
  _describe 'quiz-sync' offered
}
if [[ "$funcstack[1]" = '_quiz-sync' ]]; then
  _quiz_sync "$@"
else
  compdef _quiz_sync quiz-sync
fi`;
}

function valueCase(pattern: string, value: KnownValue): string {
  return `      ${pattern}) ${value === 'file' ? '_files' : `compadd -- ${value.join(' ')}`} ;;`;
}

function wordCases(offers: readonly Offer[]): string {
  return offers
    .flatMap((offer) => {
      const { after, words, flags, file } = offer;
      const named = flags.map(({ name, says }) => described(name, says));
      const all = [...words.map(({ word, says }) => described(word, says)), ...named];
      const files = file ? '_files; ' : '';
      return [
        `    '${after}') ${files}offered=(${all.join(' ')}) ;;`,
        ...(takesOneWord(offers, offer) ? [`    '${after} '*) offered=(${named.join(' ')}) ;;`] : []),
      ];
    })
    .join('\n');
}

/** `word:what it does`, quoted; colons in either would end them. */
function described(word: string, says: string): string {
  const text = `${word.replaceAll(':', '\\:')}:${says.replaceAll(':', '\\:')}`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
