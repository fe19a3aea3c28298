import { err, ok, type Result } from 'neverthrow';

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** A century: beyond it a time reckoned back from now would be meaningless, and at last not a date. */
const LONGEST_DAYS = 36_500;

/** What a duration looks like, for help and for errors. */
export const DURATION_EXAMPLES = '30d, 12h or 90m';

/** Reads `30d`, `12h`, `90m`, `45s` or `2w` as milliseconds. The error is a clause that follows the flag's name. */
export function parseDuration(text: string): Result<number, string> {
  const parts = /^(\d+)([a-z]*)$/.exec(text.trim());
  const [, digits, unit] = parts ?? [];
  if (digits === undefined || unit === undefined)
    return err(`must be a duration such as ${DURATION_EXAMPLES}, not "${text}"`);
  if (unit === '') return err(`needs a unit: ${digits}d, ${digits}h or ${digits}m, not "${text}"`);
  if (!isUnit(unit))
    return err(
      `has the unknown unit "${unit}": s, m, h, d and w are seconds, minutes, hours, days and weeks`,
    );
  const milliseconds = Number(digits) * UNIT_MS[unit];
  if (milliseconds > LONGEST_DAYS * UNIT_MS.d) return err(`must be at most ${LONGEST_DAYS}d, not "${text}"`);
  return ok(milliseconds);
}

function isUnit(text: string): text is keyof typeof UNIT_MS {
  return Object.hasOwn(UNIT_MS, text);
}
