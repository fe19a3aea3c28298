import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SheetsEmulator } from '@quiz-sync/sheets-emulator';
import { expect, vi } from 'vitest';
import { EXIT_CODES } from '../../src/exit-code.js';
import type { SpawnedCli } from '../spawned-cli.js';
import type { Hold, Interruption } from './row.js';
import { lineOf, onScreen, type Way } from './see.js';
import type { World, WorldName, Worlds } from './worlds.js';

/** Something that keeps a command busy. */
interface Holding {
  /** Resolves once the command is held. */
  held(cli: SpawnedCli): Promise<unknown>;
  /** Lets it go on. */
  release(): Promise<unknown> | unknown;
}

const HOMES: Readonly<Record<Hold, WorldName>> = {
  google: 'waiting',
  store: 'waiting',
  pipe: 'large',
  nothing: 'well',
};

/** Presses Ctrl-C while a command is at work, and again when it has said what was left. */
export async function interrupt(
  worlds: Worlds,
  emulator: SheetsEmulator,
  row: Interruption,
  way: Way,
): Promise<void> {
  await using world = await worlds.make(row.world ?? HOMES[row.hold]);
  await using silent = await silentService();
  const isSilent = way.service && row.hold === 'google';
  const line = isSilent ? `${row.line} --url ${silent.url}` : await lineOf(world, row.line, way);
  const before = world.state();
  const holding = isSilent ? silent : HOLDS[row.hold](world, emulator, row);
  const cli = way.at === 'pipe' ? world.place.start(line) : world.place.startAtTerminal(line);
  const said = () => onScreen(cli.out() + cli.err());
  const { after } = row;
  if (after === undefined) await holding.held(cli);
  else await vi.waitFor(() => expect(said()).toMatch(after), PATIENCE);
  press(cli, way);
  // A terminal shows it as it passes it on.
  if (way.at === 'terminal') await vi.waitFor(() => expect(said()).toContain('^C'), PATIENCE);
  // What it is held by answers only now, since some commands end what they are at first.
  if (row.hold === 'pipe') await holding.release();
  await vi.waitFor(() => expect(said()).toMatch(row.says), PATIENCE);
  if (row.hold === 'google') await pressUntilEnded(cli, way);
  await holding.release();
  expect({ code: (await cli.ended).code, said: said() }).toMatchObject({ code: EXIT_CODES.interrupted });
  if (row.hold === 'google' || said().includes('Nothing was changed')) expect(world.state()).toEqual(before);
  if (row.again !== undefined) await goOn(world, row.line, row.again);
}

/** What was left stands in nobody's way, once the lease of the process that was killed has run out. */
async function goOn(world: World, line: string, { says, leaves }: NonNullable<Interruption['again']>) {
  const store = new DatabaseSync(world.file);
  store.exec('UPDATE leases SET expires_at = 0');
  store.close();
  const { code, out } = await world.place.run(line);
  expect({ code, out }).toEqual({ code: EXIT_CODES.done, out: expect.stringMatching(says) });
  if (leaves !== undefined) expect(world.state()).toMatchObject(leaves);
}

const PATIENCE = { timeout: 30_000, interval: 50 };

/** Signals that follow each other too closely are one. */
async function pressUntilEnded(cli: SpawnedCli, way: Way): Promise<void> {
  let isEnded = false;
  void cli.ended.then(() => {
    isEnded = true;
  });
  await vi.waitFor(() => {
    if (!isEnded) press(cli, way);
    expect(isEnded).toBe(true);
  }, PATIENCE);
}

function press(cli: SpawnedCli, { at }: Way): void {
  if (at === 'pipe') cli.process.kill('SIGINT');
  else cli.process.stdin?.write('\u0003');
}

/** Stands for a service that has begun what it was asked for, and takes its time. */
async function silentService(): Promise<Holding & AsyncDisposable & { readonly url: string }> {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  const asked = once(server, 'request');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    held: () => asked,
    release() {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const HOLDS: Readonly<Record<Hold, (world: World, emulator: SheetsEmulator, row: Interruption) => Holding>> =
  {
    nothing: () => ({ held: async () => {}, release() {} }),

    google({ spreadsheetId }, emulator) {
      const isOurs = ({ path: asked }: { readonly path: string }) => asked.includes(spreadsheetId);
      const fault = emulator.faults.add({
        match: { path: spreadsheetId },
        times: 'always',
        effect: { type: 'hang' },
      });
      return {
        held: () => vi.waitFor(() => expect(emulator.calls.some(isOurs)).toBe(true), PATIENCE),
        release: () => emulator.faults.remove(fault),
      };
    },

    store({ file }) {
      const database = new DatabaseSync(file);
      database.exec('BEGIN IMMEDIATE');
      let isHeld = true;
      return {
        held: (cli) => vi.waitFor(() => expect(hasOpen(cli, file)).toBe(true), PATIENCE),
        release() {
          if (isHeld) database.close();
          isHeld = false;
        },
      };
    },

    pipe({ place: { folder } }, _emulator, { line }) {
      const pipe = path.join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      // Opening waits for the other end.
      const end = open(pipe, line.includes('>') ? 'r' : 'w');
      return line.includes('>') ? emptied(end) : filled(end);
    },
  };

/** Read from, slowly: what comes after the first piece waits until it is released. */
function emptied(end: Promise<FileHandle>): Holding {
  let isReleased = false;
  return {
    held: async () => (await end).read(),
    async release() {
      if (isReleased) return;
      isReleased = true;
      const file = await end;
      for await (const _piece of file.createReadStream({ autoClose: false }));
      await file.close();
    },
  };
}

/** Written to, until nobody reads any more. */
function filled(end: Promise<FileHandle>): Holding {
  let isReleased = false;
  const header = 'submission_id,user_id,quiz_type,submitted_at,quiz_id,topic,selected_option,correct\n';
  const rows = (from: number) =>
    Array.from({ length: 500 }, (_, index) => `p${from + index},ada,micro,2026-01-01T00:00:00Z,q1,t,A,1\n`);
  return {
    held: async () => (await end).write(header + rows(0).join('')),
    async release() {
      if (isReleased) return;
      isReleased = true;
      const file = await end;
      for (let from = 500; ; from += 500) {
        const written = await file.write(rows(from).join('')).catch(() => undefined);
        if (written === undefined) break;
      }
      await file.close();
    },
  };
}

/** Whether the command has the file open. */
function hasOpen({ process: { pid } }: SpawnedCli, file: string): boolean {
  return [pid, ...childrenOf(pid)].some((each) => filesOf(each).includes(file));
}

function childrenOf(pid: number | undefined): number[] {
  return numbersIn(() => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'));
}

function numbersIn(read: () => string): number[] {
  try {
    return read().split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // It has ended.
  }
}

function filesOf(pid: number | undefined): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map((name) => readlinkSync(path.join(folder, name)));
  } catch {
    return []; // It has ended, or closed a file meanwhile.
  }
}
