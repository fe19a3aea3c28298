import type { EnteredValue } from './entered-value.ts';
import { parseEnteredDate } from './parse-entered-date.ts';

const DIGITS = '(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d*)?';
const NUMBER = new RegExp(`^([+-]?)(${DIGITS})(e[+-]?\\d+)?(%?)$`, 'i');
const CURRENCY = new RegExp(`^([+-]?)\\$\\s?([+-]?)(${DIGITS})$`);
const ACCOUNTING = new RegExp(`^\\((\\$?)(${DIGITS})\\)$`);

const plain = (digits: string): number | undefined => {
  if (!/\d/.test(digits)) return undefined;
  return Number(digits.replaceAll(',', ''));
};

const decimals = (digits: string): string => (digits.includes('.') ? '.00' : '');

const parseNumber = (text: string): EnteredValue | undefined => {
  const match = NUMBER.exec(text);
  const [, sign = '', digits = '', exponent = '', percent = ''] = match ?? [];
  const size = plain(digits);
  if (match === null || size === undefined) return undefined;
  const number = Number(`${sign}${size}${exponent}`);
  if (!Number.isFinite(number)) return undefined;
  if (percent !== '') {
    const pattern = `0${decimals(digits)}%`;
    return {
      value: Number(`${sign}${size}${exponent || 'e0'}`) / 100,
      numberFormat: { type: 'PERCENT', pattern },
    };
  }
  if (exponent !== '') return { value: number, numberFormat: { type: 'SCIENTIFIC', pattern: '0.00E+00' } };
  if (!digits.includes(',')) return { value: number };
  return { value: number, numberFormat: { type: 'NUMBER', pattern: `#,##0${decimals(digits)}` } };
};

const currency = (value: number, digits: string): EnteredValue => ({
  value,
  numberFormat: { type: 'CURRENCY', pattern: `"$"#,##0${decimals(digits)}` },
});

const parseCurrency = (text: string): EnteredValue | undefined => {
  const [, outer = '', inner = '', digits = ''] = CURRENCY.exec(text) ?? [];
  const size = plain(digits);
  if (size !== undefined) return currency(outer === '-' || inner === '-' ? -size : size, digits);
  const [, symbol = '', bracketed = ''] = ACCOUNTING.exec(text) ?? [];
  const loss = plain(bracketed);
  if (loss === undefined) return undefined;
  if (symbol !== '') return currency(-loss, bracketed);
  return { value: -loss };
};

/**
 * Reads a text as the grid does when somebody types it, in the `en_US` locale: a formula, a number, an amount of money,
 * a percentage, a date or a time, a truth value, or just the text. A leading apostrophe keeps it a text.
 */
export const parseEnteredValue = (text: string, thisYear: number): EnteredValue => {
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (text.startsWith('=') && text.length > 1) return { formula: text };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return { value: trimmed.toLowerCase() === 'true' };
  const known = parseNumber(trimmed) ?? parseCurrency(trimmed) ?? parseEnteredDate(trimmed, thisYear);
  if (known !== undefined) return known;
  if (/^\+[A-Za-z(]/.test(trimmed)) return { formula: `=${trimmed}` };
  return { value: text };
};
