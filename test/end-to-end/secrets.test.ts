import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ADDRESS,
  ANSWER,
  API_KEY,
  canariesIn,
  JSON_WEB_TOKEN,
  NAME,
  PASSWORD,
  PRIVATE_KEY,
  sha256,
  TOKEN,
} from './secrets/canaries.ts';
import { BAD_MOODS, type EchoingGoogle, echoingGoogle } from './secrets/echoing-google.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const HOOK = new URL('./secrets/ask-echoing-google.ts', import.meta.url).href;
const PROGRAMS = {
  service: fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url)),
  command: fileURLToPath(new URL('../../apps/cli/bin/quiz-sync.js', import.meta.url)),
};

let folder: string;
let emulator: SheetsEmulator;
let google: EchoingGoogle;
let env: Record<string, string>;
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quiz-sync-secrets-'));
  emulator = await startSheetsEmulator({ port: 0 });
  google = await echoingGoogle(emulator.url, TOKEN);
  writeFileSync(join(folder, 'keys.json'), JSON.stringify([sha256(API_KEY)]));
  env = {
    NODE_OPTIONS: `--import=${HOOK}`,
    HOME: folder,
    ECHOING_GOOGLE: google.host,
    LOG_LEVEL: 'debug',
    QUIZ_SYNC_STORE: `sqlite:${folder}/quiz.db`,
    QUIZ_SYNC_SPREADSHEET_ID: emulator.createSpreadsheet('School'),
    QUIZ_SYNC_API_KEYS_FILE: join(folder, 'keys.json'),
    GOOGLE_CLIENT_EMAIL: 'sync@project.iam.gserviceaccount.com',
    GOOGLE_PRIVATE_KEY: PRIVATE_KEY.replaceAll('\n', '\\n'),
  };
});

afterEach(async () => {
  await server?.kill();
  server = undefined;
  await google[Symbol.asyncDispose]();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks the service as somebody with the key; answers all that came, headers included. */
async function ask(method: string, path: string, body?: unknown, key = API_KEY): Promise<string> {
  const answer = await fetch(`${server?.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`;
}

const submission = (id: string) => ({
  ...{ submission_id: id, user_id: 'u1', quiz_type: 'micro' },
  responses: [
    { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true, explanation: ANSWER },
  ],
});

/** All that a program prints, and how it ended. */
async function printed(
  program: keyof typeof PROGRAMS,
  line: string,
  more: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [PROGRAMS[program], ...line.split(' ').filter(Boolean)], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0', ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: code as number | null, output: `${out}\n${err}` };
}

/** What the store remembers of syncs and their problems. */
function recorded(): string {
  using database = new DatabaseSync(join(folder, 'quiz.db'));
  const rows = ['sync_state', 'sync_runs'].flatMap((table) =>
    database.prepare(`SELECT * FROM ${table}`).all(),
  );
  return JSON.stringify(rows);
}

describe('secrets that a library, a server on the way or a person puts where they do not belong (fault 54)', () => {
  it('are in nothing that the service or the command says or keeps, whatever Google says', async () => {
    server = await startServer({ cwd: folder, env });
    await ask('PUT', '/api/learners/u1', { first_name: NAME, email: ADDRESS });
    const said = [await ask('POST', '/api/quiz/submit', submission('first'))];
    const withMail = await ask('POST', '/api/quiz/submit', { ...submission('mail'), user_id: ADDRESS });
    expect(withMail, 'who sent it is told whose it is').toContain(ADDRESS);
    for (const mood of BAD_MOODS) {
      google.mood = mood;
      said.push(await ask('POST', '/api/quiz/submit', submission(mood)));
      said.push(await ask('POST', '/api/sync/force?wait=true'));
      said.push(await ask('GET', '/api/sync/status'), await ask('GET', '/api/sync/runs'));
      said.push(await ask('POST', '/api/sync/verify'), await ask('GET', '/api/sync/plan'));
      expect(google.said.get(mood), mood).toBeGreaterThan(0);
      expect(said.at(-4)).toMatch(/"last_error":\{/);
      expect(canariesIn(recorded())).toEqual([]);
    }
    const command = await Promise.all(
      ['status', 'status --json', 'config show', 'config show --json'].map((line) =>
        printed('command', line),
      ),
    );
    for (const [index, mood] of BAD_MOODS.entries()) {
      google.mood = mood;
      command.push(await printed('command', index % 2 === 0 ? 'setup --verbose' : 'setup --json'));
    }
    expect(command.map(({ code }) => code === 0)).toEqual([...Array(4).fill(true), ...Array(5).fill(false)]);
    for (const { output } of command) expect(canariesIn(output)).toEqual([]);
    expect(canariesIn(said.join('\n'))).toEqual([]);
    expect(canariesIn(recorded())).toEqual([]);
    google.mood = 'helpful';
    await ask('POST', '/api/sync/force?wait=true');
    expect(await ask('GET', '/api/sync/status')).toContain('"state":"in_sync"');
    expect(canariesIn(server.output())).toEqual([]);
    expect(server.output()).toContain('Background sync successful');
    expect(server.output()).toContain(
      'Background sync triggered for user c…@school.example after quiz submission',
    );
  }, 120_000);

  it('are in no answer to a request that carries them, nor in the log of it', async () => {
    server = await startServer({ cwd: folder, env });
    using database = new DatabaseSync(join(folder, 'quiz.db'));
    database.exec('BEGIN IMMEDIATE');
    const refused = await ask('POST', `/api/quiz/submit?api_key=${API_KEY}`, submission('locked'));
    const named = await ask('PUT', `/api/learners/${encodeURIComponent(ADDRESS)}`, { first_name: NAME });
    database.exec('ROLLBACK');
    const answers = [
      refused,
      await ask('GET', '/api/sync/status', undefined, `${API_KEY}x`),
      await ask('GET', `/api/sync/runs/${encodeURIComponent(`Bearer ${TOKEN}`)}`),
      await ask('GET', `/api/nothing?key=${API_KEY}`),
      await ask('GET', `/%zz?key=${API_KEY}`),
      await ask('GET', '/api/sync/status', undefined, JSON_WEB_TOKEN),
      await ask('PUT', '/api/learners/u1', { first_name: NAME, surname: NAME, email: ANSWER }),
      await ask('POST', '/api/quiz/submit', { ...submission('twice'), responses: ANSWER }),
      await ask('GET', '/metrics'),
    ];
    expect(refused).toMatch(/^503 .*"code":"store_unavailable"/);
    expect(server.output()).toContain('Request failed: store_unavailable');
    expect(named).toMatch(/^503 /);
    expect(server.output()).toContain('/api/learners/c…%40school.example');
    for (const answer of answers) expect(answer).not.toContain(folder);
    expect(canariesIn(answers.join('\n'))).toEqual([]);
    expect(canariesIn(server.output())).toEqual([]);
  }, 60_000);

  it('are not repeated to who put them into the wrong setting', async () => {
    const keyFile = JSON.stringify({ type: 'service_account', private_key: PRIVATE_KEY });
    writeFileSync(join(folder, 'plain-key.json'), API_KEY);
    writeFileSync(join(folder, 'half-key.json'), keyFile.slice(10));
    const wrong: Record<string, string>[] = [
      { GOOGLE_CLIENT_EMAIL: PRIVATE_KEY },
      { GOOGLE_PRIVATE_KEY: '', GOOGLE_CLIENT_EMAIL: '', LOG_LEVEL: keyFile },
      { PORT: PRIVATE_KEY.replaceAll('\n', '\\n') },
      { QUIZ_SYNC_STORE: `postgres://quiz:${PASSWORD}@db/quiz` },
      { QUIZ_SYNC_STORE: `mongodb://quiz:${PASSWORD}@/quiz`, PORT: 'none' },
      { QUIZ_SYNC_SCHEDULER: `redis://:${PASSWORD}@cache:6379/none` },
      { QUIZ_SYNC_SCHEDULER: `nats://:${PASSWORD}@cache:6379` },
      { SHEETS_EMULATOR_HOST: `http://me:${PASSWORD}@127.0.0.1:8090` },
      { QUIZ_SYNC_SPREADSHEET_ID: keyFile },
      { QUIZ_SYNC_API_KEYS_FILE: join(folder, 'plain-key.json') },
    ];
    for (const settings of wrong) {
      const [{ code, output }, asked] = await Promise.all([
        printed('service', '', settings),
        printed('command', 'config show', settings),
      ]);
      expect([code, canariesIn(output)], Object.keys(settings).join()).toEqual([1, []]);
      expect(output.trim()).not.toBe('');
      expect(canariesIn(asked.output), Object.keys(settings).join()).toEqual([]);
    }
    const unnamed = { GOOGLE_PRIVATE_KEY: '', GOOGLE_CLIENT_EMAIL: '' };
    for (const place of [keyFile, join(folder, 'half-key.json')])
      for (const line of ['config show', 'setup --verbose']) {
        const { output } = await printed('command', line, {
          ...unnamed,
          GOOGLE_APPLICATION_CREDENTIALS: place,
        });
        expect(canariesIn(output), line).toEqual([]);
      }
    writeFileSync(join(folder, 'quiz-sync.config.json'), `{ "google_private_key": ${PRIVATE_KEY} }`);
    expect(canariesIn((await printed('service', '')).output)).toEqual([]);
    expect(canariesIn((await printed('command', 'status')).output)).toEqual([]);
  }, 120_000);
});
