/** Rows as comma-separated text: every row as wide as the widest, lines ended as the standard has it. */
export const csvText = (
  rows: readonly (readonly (string | number | boolean)[])[],
  separator: string,
): string => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const cell = (value: string | number | boolean | undefined): string => {
    const text = value === undefined ? '' : String(value);
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows
    .map((row) => Array.from({ length: width }, (_, i) => cell(row[i])).join(separator))
    .join('\r\n');
};
