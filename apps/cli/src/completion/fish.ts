import type { Offer, OfferedFlag } from './offers.js';

/** Lines for fish's completion folder. */
export function fishCompletion(offers: readonly Offer[]): string {
  return [
    '# Completion of quiz-sync for fish: quiz-sync completion fish > ~/.config/fish/completions/quiz-sync.fish',
    'complete -c quiz-sync -f',
    ...offers.flatMap(linesOf),
  ].join('\n');
}

function linesOf({ after, words, flags, file }: Offer): string[] {
  const condition = quoted(conditionOf(after));
  const further = words.map(({ word }) => word).join(' ');
  const untilOne =
    after === '' || words.length === 0
      ? condition
      : quoted(`${conditionOf(after)}; and not __fish_seen_subcommand_from ${further}`);
  return [
    ...words.map(
      ({ word, says }) => `complete -c quiz-sync -n ${untilOne} -a ${quoted(word)} -d ${quoted(says)}`,
    ),
    ...(file ? [`complete -c quiz-sync -n ${condition} -F`] : []),
    ...flags.map((flag) => `complete -c quiz-sync -n ${condition} ${flagWords(flag)}`),
  ];
}

function conditionOf(after: string): string {
  if (after === '') return '__fish_use_subcommand';
  const [first = '', second] = after.split(' ');
  const seen = `__fish_seen_subcommand_from ${first}`;
  if (second !== undefined) return `${seen}; and __fish_seen_subcommand_from ${second}`;
  return seen;
}

function flagWords({ name, says, value }: OfferedFlag): string {
  const long = `-l ${name.slice(2)} -d ${quoted(says)}`;
  if (value === undefined) return long;
  if (value === 'file') return `${long} -r -F`;
  return value === 'anything' ? `${long} -x` : `${long} -x -a ${quoted(value.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
