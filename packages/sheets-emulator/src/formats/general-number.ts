/**
 * A number as the grid shows it without a format: at most ten decimals, no trailing zeros, and powers of ten where there
 * would be more than fifteen digits before the point or nothing but zeros after it.
 */
export const generalNumber = (value: number): string => {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-5) return scientific(value);
  const rounded = Number(value.toFixed(10));
  const text = size >= 1 ? Number(value.toPrecision(15)) : rounded;
  return String(Number(text.toFixed(10)));
};

const scientific = (value: number): string => {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const digits = Number(exponent);
  const sign = digits < 0 ? '-' : '+';
  const short = String(Number(Number(mantissa).toFixed(5)));
  return `${short}E${sign}${String(Math.abs(digits)).padStart(2, '0')}`;
};
