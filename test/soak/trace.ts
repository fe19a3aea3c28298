import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import type { ProcessUnderTest } from '../crash/service-under-test.ts';

/** What has happened, in order: what was done to a school, and what its services said. */
export interface Trace {
  note(what: string): void;
  listen(service: ProcessUnderTest): void;
  /** Writes it all to a file, with the calls that were made; answers its path. */
  write(name: string, emulator: SheetsEmulator, found: readonly string[]): string;
}

export function newTrace(): Trace {
  const lines: { readonly at: number; readonly text: string }[] = [];
  const note = (text: string): void => void lines.push({ at: Date.now(), text });
  return {
    note,
    listen({ child, output }) {
      note(`service ${child.pid} has started`);
      child.on('exit', (code, signal) => {
        note(`service ${child.pid} has ended with ${code ?? signal}`);
        for (const line of output().split('\n')) {
          const at = Date.parse(/"time":"([^"]+)"/.exec(line)?.[1] ?? '');
          if (!Number.isNaN(at)) lines.push({ at, text: `service ${child.pid}: ${line}` });
        }
      });
    },
    write(name, { calls }, found) {
      const made = calls.map(({ at, operation, status, fault }) => ({
        at,
        text: `call ${operation} ${status} ${fault ?? ''}`,
      }));
      const all = [...lines, ...made].sort((a, b) => a.at - b.at);
      const told = all.map(({ at, text }) => `${new Date(at).toISOString()} ${text}`);
      const path = join(tmpdir(), `quiz-sync-soak-${name}.log`);
      writeFileSync(path, [...found, ...told].join('\n'));
      return path;
    },
  };
}
