import type { Offer, OfferedFlag } from './offers.js';

/** What completes the value of a flag. */
export type KnownValue = Exclude<OfferedFlag['value'], undefined | 'anything'>;

/**
 * The lines of a `case` over the words before and the flag that was typed last, for bash and zsh alike: one for each flag
 * whose values are known. Words after a command's name do not change what may follow a flag.
 */
export function valueCases(
  offers: readonly Offer[],
  caseOf: (pattern: string, value: KnownValue) => string,
): string {
  return offers
    .flatMap(({ after, flags }) =>
      flags.flatMap(({ name, value }) => {
        if (value === undefined || value === 'anything') return [];
        return [caseOf(after === '' ? `' ${name}'` : `'${after}'*' ${name}'`, value)];
      }),
    )
    .join('\n');
}

/** Whether a word that is none of a command's name may follow, after which flags alone are offered. */
export function takesOneWord(offers: readonly Offer[], { after, words, file }: Offer): boolean {
  const takesWord = file || (after !== '' && words.length > 0);
  return takesWord && !offers.some((other) => other.after.startsWith(`${after} `));
}
