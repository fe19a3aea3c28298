import type { ChangeKind, RequeueCursor } from '@quiz-sync/core';
import { ok, type Result } from 'neverthrow';
import { int } from './columns.js';
import type { Connection } from './connection.js';
import { KINDS, type Place, placeOf, placesAfter, raise, START_OF } from './pending-kinds.js';
import { STEP_SIZE, type Steps, slices } from './steps.js';

/** Makes the named documents pending again, at a greater version. */
export function* requeue(
  connection: Connection,
  refs: readonly { kind: ChangeKind; id: string }[],
): Steps<Result<void, never>> {
  for (const slice of slices(refs)) {
    connection.write(() => {
      for (const { kind, id } of slice) {
        const seq = kind === 'session' ? namingSession(connection, id) : undefined;
        const place = seq ?? placeOf(connection, kind, id);
        if (place !== undefined) raise(connection, seq === undefined ? kind : 'submission', [place]);
      }
    });
    yield;
  }
  return ok(undefined);
}

/** Where a submission is that names this session; `undefined` when the session has a document of its own. */
function namingSession({ sql }: Connection, sessionId: string): Place | undefined {
  const row = sql(`
    SELECT seq FROM submissions WHERE session_id = ?
    AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.session_id = submissions.session_id)
    ORDER BY submitted_at LIMIT 1`).get(sessionId);
  return row && [int(row, 'seq')];
}

/** How far {@link requeueAll} has got: behind this place in this kind's table. */
type Position = readonly [kind: ChangeKind, after: Place];

/** Goes through the kinds in a fixed order, and through each in the order of its table. */
export function* requeueAll(
  connection: Connection,
  cursor: RequeueCursor | undefined,
  limit: number,
): Steps<Result<RequeueCursor | undefined, never>> {
  let position = parseCursor(cursor);
  let left = limit;
  while (left > 0) {
    const from: Position = position;
    const size = Math.min(left, STEP_SIZE);
    const { raised, next } = connection.write(() => requeueFrom(connection, from, size));
    if (next === undefined) return ok(undefined);
    left -= raised;
    position = next;
    yield;
  }
  return ok(JSON.stringify(position));
}

function requeueFrom(
  connection: Connection,
  [kind, after]: Position,
  size: number,
): { raised: number; next: Position | undefined } {
  const places = placesAfter(connection, kind, after, size);
  raise(connection, kind, places);
  const last = places.at(-1);
  const next: Position | undefined =
    last !== undefined && places.length === size ? [kind, last] : startOfNextKind(kind);
  return { raised: places.length, next };
}

function startOfNextKind(kind: ChangeKind): Position | undefined {
  const next = KINDS[KINDS.indexOf(kind) + 1];
  return next && [next, START_OF[next]];
}

/** `undefined` and `''` are the beginning. */
function parseCursor(cursor: RequeueCursor | undefined): Position {
  if (cursor === undefined || cursor === '') return ['submission', START_OF.submission];
  return JSON.parse(cursor);
}
