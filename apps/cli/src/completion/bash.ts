import { type KnownValue, takesOneWord, valueCases } from './cases.js';
import { type Offer, valuedFlags } from './offers.js';

/** A function for bash, and where it is used. It needs nothing but bash itself. */
export function bashCompletion(offers: readonly Offer[]): string {
  return `# Completion of quiz-sync for bash: eval "$(quiz-sync completion bash)"
_quiz_sync() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command='' word valued='' offered='' position
  for ((position = 1; position < COMP_CWORD; position++)); do
    word="\${COMP_WORDS[position]}"
    if [[ -n $valued ]]; then
      valued=''
    elif [[ ' ${valuedFlags(offers).join(' ')} ' == *" $word "* ]]; then
      valued=yes
    elif [[ $word != -* ]]; then
      command+="\${command:+ }$word"
    fi
  done
  COMPREPLY=()
  if [[ -n $valued ]]; then
    case "$command $previous" in
${valueCases(offers, valueCase)}
      *) return ;;
    esac
  else
    case "$command" in
${wordCases(offers)}
      *) return ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$current")
}
_quiz_sync_files() {
  compopt -o filenames 2> /dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
}
complete -F _quiz_sync quiz-sync`;
}

function valueCase(pattern: string, value: KnownValue): string {
  if (value === 'file') return `      ${pattern}) _quiz_sync_files "$current"; return ;;`;
  return `      ${pattern}) offered='${value.join(' ')}' ;;`;
}

/** Words are offered until one is there, flags always. */
function wordCases(offers: readonly Offer[]): string {
  return offers
    .flatMap((offer) => {
      const { after, words, flags, file } = offer;
      const names = flags.map(({ name }) => name).join(' ');
      const all = [...words.map(({ word }) => word), names].join(' ');
      const first = file
        ? `      '${after}') if [[ $current == -* ]]; then offered='${names}'; else _quiz_sync_files "$current"; return; fi ;;`
        : `      '${after}') offered='${all}' ;;`;
      return takesOneWord(offers, offer) ? [first, `      '${after} '*) offered='${names}' ;;`] : [first];
    })
    .join('\n');
}
