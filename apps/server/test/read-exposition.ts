/** One metric and what it is. */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly line: string;
}

export interface Exposition {
  readonly families: readonly Family[];
  readonly samples: readonly ExposedSample[];
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/y;

/**
 * Reads the text format of Prometheus by its grammar, strictly: each line must be of it, a family's HELP and TYPE come
 * once and before its samples, no sample comes twice, and each belongs to the family before it.
 */
export function readExposition(text: string): Exposition {
  const families: Family[] = [];
  const samples: ExposedSample[] = [];
  const series = new Set<string>();
  let help: readonly [name: string, text: string] | undefined;
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment?.[1] === 'HELP') help = [comment[2] ?? '', comment[3] ?? ''];
    else if (comment !== null) {
      const [name = '', type = ''] = [comment[2], comment[3]];
      if (help?.[0] !== name) throw new Error(`TYPE without its HELP: ${line}`);
      if (!['counter', 'gauge', 'histogram', 'summary'].includes(type)) throw new Error(`no type: ${line}`);
      families.push({ name, type, help: help[1] });
    } else {
      const sample = readSample(line);
      const key = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`;
      if (series.has(key)) throw new Error(`told twice: ${line}`);
      series.add(key);
      if (!belongs(sample.name, families.at(-1))) throw new Error(`not of the family before it: ${line}`);
      samples.push(sample);
    }
  }
  return { families, samples };
}

function readSample(line: string): ExposedSample {
  const [, name = '', labelText = '', valueText = ''] = SAMPLE.exec(line) ?? [];
  // Prometheus reads NaN in capitals or not; an event loop that has not turned yet has such a mean.
  const isNan = /^nan$/i.test(valueText);
  const value = /^[+-]Inf$/.test(valueText) ? Number(`${valueText[0]}Infinity`) : Number(valueText);
  if (name === '' || (Number.isNaN(value) && !isNan)) throw new Error(`not a sample: ${line}`);
  return { name, labels: readLabels(labelText), value, line };
}

function readLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < text.length; at = LABEL.lastIndex) {
    LABEL.lastIndex = at;
    const found = LABEL.exec(text);
    if (found === null) throw new Error(`not labels: ${text}`);
    labels[found[1] ?? ''] = found[2] ?? '';
  }
  return labels;
}

function belongs(sample: string, family: Family | undefined): boolean {
  if (family === undefined) return false;
  const parts = { histogram: ['_bucket', '_sum', '_count'], summary: ['', '_sum', '_count'] }[family.type];
  return (parts ?? ['']).some((part) => sample === family.name + part);
}

/** The value of one series; `undefined` when there is none. */
export function sampleValue(
  { samples }: Exposition,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = JSON.stringify(Object.entries(labels).sort());
  return samples.find(
    (sample) => sample.name === name && JSON.stringify(Object.entries(sample.labels).sort()) === wanted,
  )?.value;
}
