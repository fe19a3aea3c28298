/** The range of the API's whole numbers. */
const INT32 = 2 ** 31;

const TRUE: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', '1']);
const FALSE: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', '0']);

const upperCase = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
const lowerCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const textAsInt = (text: string): number | undefined => {
  if (text.startsWith(' ') || text.endsWith(' ')) return undefined;
  const digits = text.trim();
  return /^[+-]?\d+$/.test(digits) ? Number(digits) : undefined;
};

/** A whole number of 32 bits, which may stand in quotes; `undefined` when it is none. */
export const readInt = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? textAsInt(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
  return number >= -INT32 && number < INT32 ? number : undefined;
};

/** A number, which may stand in quotes; `undefined` when it is none. */
export const readNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** Yes or no, in any of the words for it, or as 1 or 0; `undefined` when it is neither. */
export const readBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? lowerCase(value) : String(value);
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
};

/**
 * One of the names of an enumeration: by its name in whatever case, with `-` for `_`, or by its number. `undefined` when
 * it is none of them.
 */
export const readChoice = (names: readonly string[], value: unknown): string | undefined => {
  if (typeof value !== 'string') return typeof value === 'number' ? names[value] : undefined;
  const number = textAsInt(value);
  if (number !== undefined) return names[number];
  const name = upperCase(value).replaceAll('-', '_');
  return names.includes(name) ? name : undefined;
};
