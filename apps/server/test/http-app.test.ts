import type { Problem } from '@quiz-sync/express';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import type { LocalSpreadsheet } from '../src/local-spreadsheet/local-spreadsheet.js';
import { keepingLog, serveApp } from './serve-app.js';
import { status, stubQuizSync } from './stub-quiz-sync.js';

describe('probes', () => {
  test('/livez answers while the process does', async () => {
    const { url } = await serveApp({
      quizSync: stubQuizSync({ ping: () => errAsync({ type: 'store_unavailable', message: 'm' }) }),
    });
    const answer = await fetch(`${url}/livez`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'alive' }]);
  });

  test('/readyz answers 200 while the store does, and asks nobody else', async () => {
    const { url } = await serveApp({
      quizSync: stubQuizSync({
        syncStatus: () => {
          throw new Error('readiness asked for the state of the sync');
        },
      }),
    });
    const answer = await fetch(`${url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }]);
  });

  test.each(['store_unavailable', 'store_full', 'store_corrupt'] as const)(
    '/readyz answers 503 with Retry-After on %s',
    async (type) => {
      const quizSync = stubQuizSync({ ping: () => errAsync({ type, message: 'm' }) });
      const answer = await fetch(`${(await serveApp({ quizSync })).url}/readyz`);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('/readyz answers 503 while the service ends, and answers ask for their connection to be closed', async () => {
    const answer = await fetch(`${(await serveApp({ isDraining: () => true })).url}/readyz`);
    expect([answer.status, answer.headers.get('connection')]).toEqual([503, 'close']);
    expect(await answer.json()).toMatchObject({ code: 'shutting_down' });
  });
});

describe('the API', () => {
  test('is mounted at /api', async () => {
    const answer = await fetch(`${(await serveApp()).url}/api/sync/status`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { state: status.state }]);
  });

  test.each(['/api/nothing', '/nothing', '/api'])('%s is answered with a problem', async (path) => {
    const answer = await fetch((await serveApp()).url + path);
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem]).toMatchObject([404, { code: 'path_unknown' }]);
    expect(problem.request_id).toBe(answer.headers.get('x-request-id'));
  });

  test('a bug is a 500 that tells the caller nothing and the log everything (fault 54)', async () => {
    const { log, lines } = keepingLog();
    const quizSync = stubQuizSync({
      syncStatus: () => {
        throw new Error('CANARY');
      },
    });
    const { url } = await serveApp({ quizSync, log });
    const answer = await fetch(`${url}/api/sync/status`, { headers: { 'x-request-id': 'trace-1' } });
    const body = await answer.text();
    expect([answer.status, JSON.parse(body).code]).toEqual([500, 'internal_error']);
    expect(body).not.toContain('CANARY');
    expect(lines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        message: 'Unforeseen error',
        fields: expect.objectContaining({ request_id: 'trace-1', reason: expect.stringContaining('CANARY') }),
      },
    ]);
  });

  test('a broken percent-encoding is a 400 anywhere', async () => {
    const { url } = await serveApp({ localSpreadsheet: undefined });
    const answer = await fetch(`${url}/local-spreadsheet/tabs/%E0%A4%A/rows`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'malformed_url' }]);
  });

  test.each(['/', '/docs', '/livez', '/api/sync/status', '/nothing'])(
    '%s tells nothing of what the service is made of, and browsers to make nothing else of it',
    async (path) => {
      const { headers } = await fetch((await serveApp()).url + path);
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    },
  );

  test.each(['/nothing', '/api/nothing', '/api/sync/runs/nope'])(
    '%s is no HTML, even for who would rather have some',
    async (path) => {
      const quizSync = stubQuizSync({ syncRun: () => okAsync(undefined) });
      const answer = await fetch((await serveApp({ quizSync })).url + path, {
        headers: { accept: 'text/html' },
      });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
    },
  );
});

describe('the page', () => {
  test('is served with a policy that allows its own files and nothing inline', async () => {
    const answer = await fetch(`${(await serveApp()).url}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('has no inline script, style or handler, and nothing from elsewhere', async () => {
    const html = await (await fetch(`${(await serveApp()).url}/`)).text();
    expect(html).not.toMatch(/\son\w+=/i);
    expect(html).not.toMatch(/\sstyle=/i);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/)|<style/i);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
  });

  test.each([
    ['/base.css', 'text/css'],
    ['/page.js', 'text/javascript'],
    ['/state-view.js', 'text/javascript'],
    ['/favicon.svg', 'image/svg+xml'],
  ])('%s is served as %s', async (path, type) => {
    const answer = await fetch((await serveApp()).url + path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
  });

  test.each(['/../package.json', '/%2e%2e/page-routes.ts', '/..%2f..%2fmain.ts'])(
    '%s is not reached',
    async (path) => {
      expect((await fetch((await serveApp()).url + path)).status).toBe(404);
    },
  );
});

describe('the local spreadsheet', () => {
  const sheet = { spreadsheet_id: 's', title: 'Local', tabs: [] };
  const rows = [[{ text: 'u1', kind: 'text' as const }]];
  const asked: unknown[] = [];
  const localSpreadsheet: LocalSpreadsheet = {
    describe: () => okAsync(sheet),
    rows: (...args) => {
      asked.push(args);
      return okAsync(rows);
    },
  };

  test('is null when the spreadsheet is Google’s', async () => {
    const answer = await fetch(`${(await serveApp()).url}/local-spreadsheet`);
    expect([answer.status, await answer.json()]).toEqual([200, { spreadsheet: null }]);
  });

  test('is described, and its rows are read window by window', async () => {
    const { url } = await serveApp({ localSpreadsheet });
    expect(await (await fetch(`${url}/local-spreadsheet`)).json()).toEqual({ spreadsheet: sheet });
    const window = await fetch(`${url}/local-spreadsheet/tabs/7/rows?from=300&count=50`);
    expect(await window.json()).toEqual({ from: 300, rows });
    expect(asked).toEqual([[7, 300, 50]]);
  });

  test.each(['?count=501', '?count=0', '?from=-1', '?from=x'])('rows%s are refused', async (query) => {
    const { url } = await serveApp({ localSpreadsheet });
    expect((await fetch(`${url}/local-spreadsheet/tabs/7/rows${query}`)).status).toBe(404);
  });

  test('that does not answer is a 502', async () => {
    const failure = { type: 'local_spreadsheet_unavailable', message: 'connect ECONNREFUSED' } as const;
    const { url } = await serveApp({
      localSpreadsheet: { ...localSpreadsheet, describe: () => errAsync(failure) },
    });
    const answer = await fetch(`${url}/local-spreadsheet`);
    expect([answer.status, await answer.json()]).toMatchObject([502, { code: failure.type }]);
  });
});
