import { styleText } from 'node:util';

const LEVELS: Readonly<Record<number, string>> = {
  10: styleText('gray', 'trace'),
  20: styleText('gray', 'debug'),
  30: styleText('cyan', 'info '),
  40: styleText('yellow', 'warn '),
  50: styleText('red', 'error'),
  60: styleText('red', 'fatal'),
};

/** One JSON log line as one line for people: time of day, level, message, and the facts beside it. */
export function terminalLine(jsonLine: string): string {
  const { level, time, msg, ...fields } = JSON.parse(jsonLine) as Record<string, unknown>;
  const clock = styleText('gray', String(time).slice(11, 19));
  const facts = Object.entries(fields).map(([name, value]) => ` ${name}=${factText(value)}`);
  return `${clock} ${LEVELS[Number(level)] ?? ''} ${withoutControls(String(msg))}${styleText('gray', facts.join(''))}\n`;
}

function factText(value: unknown): string {
  const text = typeof value === 'string' && /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
  return withoutControls(text);
}

/** What learners type may hold escape sequences that move a terminal's cursor or rename its window. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}
