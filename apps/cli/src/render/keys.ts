import type { ApiKey } from '@quiz-sync/core';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { type Column, tableLines } from './table.js';
import { moment, roughly } from './times.js';

const COLUMNS: readonly Column[] = [
  { heading: 'KEY', align: 'left' },
  { heading: 'LABEL', align: 'left' },
  { heading: 'SCOPES', align: 'left' },
  { heading: 'STATE', align: 'left' },
  { heading: 'MADE', align: 'left' },
  { heading: 'LAST USED', align: 'left' },
];

/** One line for each key, oldest first. */
export function renderKeys(keys: readonly ApiKey[], now: number, style: Style): string {
  if (keys.length === 0) return 'There are no API keys; quiz-sync keys create makes one.';
  const rows = keys.map((key) => [
    key.key_id,
    printable(key.label ?? ''),
    key.scopes.join(', '),
    stateWords(key, now),
    `${roughly(now - Date.parse(key.created_at))} ago`,
    key.last_used_at === undefined ? 'never' : `${roughly(now - Date.parse(key.last_used_at))} ago`,
  ]);
  const [headings = '', ...lines] = tableLines(COLUMNS, rows);
  return [style.dim(headings), ...lines].join('\n');
}

/** What a key is, in a line: never the key. */
export function describeKey({ key_id, label, scopes, expires_at }: ApiKey, now: number): string {
  const named = label === undefined ? '' : ` "${printable(label)}"`;
  const until = expires_at === undefined ? 'does not expire' : `expires ${moment(expires_at, now)}`;
  return `API key ${key_id}${named}: may ${scopes.join(', ')}; ${until}`;
}

function stateWords({ state, expires_at }: ApiKey, now: number): string {
  if (state !== 'active' || expires_at === undefined) return state;
  return `${state}, ${roughly(Date.parse(expires_at) - now)} left`;
}
