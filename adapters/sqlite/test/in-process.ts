import { onTestFinished } from 'vitest';
import type { Connection, HandClock } from '../dist/worker/connection.js';
import { openDatabase } from '../dist/worker/open-database.js';
import type { Arguments, CallName, Value } from '../dist/worker/protocol.js';
import { begin, openRepositories } from '../dist/worker/repositories.js';
import { temporaryFile } from './temporary-store.js';

/** The thread's own connection, in the thread of the test. */
export async function connectForTest(clock?: HandClock): Promise<Connection> {
  const connection = openDatabase(await temporaryFile(), {}, clock);
  onTestFinished(() => connection.close());
  return connection;
}

/** Carries out calls as the thread does, all steps at once. */
export function callsOn(connection: Connection) {
  const call = untypedCallsOn(connection);
  // The name ties the value to its type, as it does in the client.
  return <N extends CallName>(name: N, ...args: Arguments<N>) => call(name, args) as Value<N>;
}

export function untypedCallsOn(connection: Connection) {
  const repositories = openRepositories(connection, () => {
    throw new Error('a connection alone does not know its file');
  });
  return (name: CallName, args: readonly unknown[]): unknown => {
    const steps = begin(repositories, { type: 'call', id: 0, name, args });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    return step.value._unsafeUnwrap();
  };
}
