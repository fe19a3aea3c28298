/** A column: its heading, and on which side its cells stand. */
export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** Lines of a table, headings first. Widths count code points: good for names, ids and numbers. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map((column, index) =>
    Math.max(width(column.heading), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const headings = columns.map((column) => column.heading);
  return [headings, ...rows].map((cells) =>
    columns
      .map((column, index) => padded(cells[index] ?? '', widths[index] ?? 0, column.align))
      .join('  ')
      .trimEnd(),
  );
}

/** Lines of names and values, the values one below the other. */
export function pairLines(pairs: readonly (readonly [name: string, value: string])[]): string[] {
  const longest = Math.max(...pairs.map(([name]) => width(name)));
  return pairs.map(([name, value]) => `${padded(name, longest, 'left')}  ${value}`.trimEnd());
}

function padded(text: string, size: number, align: Column['align']): string {
  const padding = ' '.repeat(Math.max(0, size - width(text)));
  return align === 'left' ? text + padding : padding + text;
}

function width(text: string): number {
  return Array.from(text).length;
}
