import { seededRandom } from '../end-to-end/answers.ts';

/** What is left to chance, the same for the same seed. */
export interface Chance {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  /** One of them, each as likely. */
  pick<T>(choices: readonly T[]): T;
  /** True in so many of a hundred cases. */
  percent(likely: number): boolean;
}

export function chanceOf(seed: number): Chance {
  const random = seededRandom(seed);
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    between,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[between(0, choices.length - 1)] as T;
    },
    percent: (likely) => random() * 100 < likely,
  };
}
