import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../src/compose.js';
import type { CompositionRequest } from '../src/needs.js';
import { makeStore } from './make-store.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quiz-sync-cli-'));
  await writeFile(path.join(folder, 'school.json'), JSON.stringify({ time_zone: 'Asia/Tokyo' }));
  await writeFile(path.join(folder, 'wrong.json'), JSON.stringify({ port: -1, colour: 'red' }));
  await writeFile(path.join(folder, 'broken.json'), '{');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** By default without a file, so that the folder the tests run in does not matter. */
function request(given: Partial<CompositionRequest> = {}): CompositionRequest {
  const configFile = path.join(folder, 'school.json');
  return { flags: {}, configFile, env: {}, verbose: false, serving: false, examining: false, ...given };
}

async function problemsOf(given: Partial<CompositionRequest>): Promise<readonly string[]> {
  const failure = (await compose(request(given)))._unsafeUnwrapErr();
  return failure.type === 'configuration_invalid' ? failure.problems : [];
}

describe('the configuration', () => {
  test('shows where a value of another file came from', async () => {
    const composition = (await compose(request()))._unsafeUnwrap();
    const from = `time_zone in ${path.join(folder, 'school.json')}`;
    expect(composition.configuration).toContainEqual(
      expect.objectContaining({ name: 'timeZone', value: 'Asia/Tokyo', from }),
    );
    await composition.close();
  });

  test.each<[Partial<CompositionRequest>, RegExp]>([
    [{ flags: { store: 'postgres:x' } }, /^--store: must be sqlite:PATH, /],
    [{ flags: { spreadsheetId: 'a/b' } }, /^--spreadsheet: must be the id of a spreadsheet /],
    [{ flags: { port: '99999' } }, /^--port: must be a whole number from 0 to 65535 /],
    [{ env: { PORT: 'x' } }, /^PORT: must be a whole number/],
  ])('refuses %j in a line that names it', async (given, problem) => {
    expect(await problemsOf(given)).toEqual([expect.stringMatching(problem)]);
  });

  test('names every problem of a file, and the file', async () => {
    const file = path.join(folder, 'wrong.json');
    expect(await problemsOf({ configFile: file })).toEqual([
      expect.stringContaining(`${file}: has no setting "colour"`),
      expect.stringContaining(`port in ${file}: must be a whole number`),
    ]);
  });

  test('refuses a file that is not there or not JSON', async () => {
    expect(await problemsOf({ configFile: 'nowhere.json' })).toEqual([
      '--config nowhere.json names a file that does not exist',
    ]);
    const file = path.join(folder, 'broken.json');
    expect(await problemsOf({ configFile: file })).toEqual([
      expect.stringContaining(`--config ${file} is not JSON: `),
    ]);
    expect(await problemsOf({ configFile: folder })).toEqual([
      expect.stringContaining(`--config ${folder} cannot be read: `),
    ]);
  });
});

describe('what can be looked at of a configuration with problems', () => {
  const store = () => `sqlite:${path.join(folder, 'quiz-sync.db')}`;

  async function examined(given: Partial<CompositionRequest>) {
    const composition = (await compose(request({ ...given, examining: true })))._unsafeUnwrap();
    const { configuration, store: place, sheets } = composition.examined;
    const sheet = await sheets();
    if (sheet.isOk()) await sheet.value?.close();
    await composition.close();
    return { problems: configuration.isErr(), place, target: sheet.map((opened) => opened?.sheets.target) };
  }

  test('all of it, when they are about the service alone', async () => {
    const { problems, place, target } = await examined({
      flags: { store: store(), spreadsheetId: '1AbC' },
      env: { PORT: 'x', SHEETS_EMULATOR_HOST: '127.0.0.1:1' },
    });
    expect(problems).toBe(true);
    expect(place).toEqual({ type: 'sqlite', path: path.join(folder, 'quiz-sync.db') });
    expect(target._unsafeUnwrap()).toBe('1AbC');
  });

  test('the store, when they are about the spreadsheet', async () => {
    const { problems, place, target } = await examined({ flags: { store: store(), spreadsheetId: 'a/b' } });
    expect(problems).toBe(true);
    expect(place).toBeDefined();
    expect(target._unsafeUnwrapErr()).toMatchObject({ type: 'configuration_invalid' });
  });

  test.each([
    { flags: { store: 'postgres:x' } },
    { configFile: 'nowhere.json' },
    { configFile: 'wrong.json' },
    { configFile: 'broken.json' },
  ])('nothing, with %j', async ({ configFile, ...given }) => {
    const file = configFile === undefined ? {} : { configFile: path.join(folder, configFile) };
    const { problems, place, target } = await examined({ ...given, ...file });
    expect({ problems, place }).toEqual({ problems: true, place: undefined });
    expect(target.isErr()).toBe(true);
  });
});

test('what is opened is opened once, and closed with the whole', async () => {
  await makeStore(folder, 'quiz-sync.db');
  const flags = { store: `sqlite:${path.join(folder, 'quiz-sync.db')}`, spreadsheetId: '1AbC' };
  const composition = (
    await compose(request({ flags, env: { SHEETS_EMULATOR_HOST: '127.0.0.1:1' } }))
  )._unsafeUnwrap();
  const [first, second] = await Promise.all([composition.quizSync(), composition.quizSync()]);
  const quizSync = first._unsafeUnwrap();
  expect(second._unsafeUnwrap()).toBe(quizSync);
  expect((await quizSync.ping()).isOk()).toBe(true);
  await composition.close();
  expect((await quizSync.ping()).isErr()).toBe(true);
});

test('what was never asked for is never opened', async () => {
  const store = path.join(folder, 'never/quiz-sync.db');
  const composition = (await compose(request({ flags: { store: `sqlite:${store}` } })))._unsafeUnwrap();
  await composition.close();
  await expect(rm(path.dirname(store), { recursive: true })).rejects.toThrow('ENOENT');
});
