import { existsSync } from 'node:fs';
import type { OpenApiDocument } from '@quiz-sync/express';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { html, inline } from '../src/docs/html.js';
import { kindOf } from '../src/docs/schema-view.js';
import { serveApp } from './serve-app.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere && process.env['QUIZ_SYNC_TEST_NO_SKIP'] === '1') throw new Error(`No Chromium at ${CHROMIUM}`);

test('shows every operation and every schema, with links that lead somewhere', async () => {
  const { url } = await serveApp();
  const page = await (await fetch(`${url}/docs`)).text();
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const wanted = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  for (const id of [...wanted, ...Object.keys(document.components.schemas).map((name) => `schema-${name}`)])
    expect(ids).toContain(id);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test('has nothing inline and nothing from elsewhere, under a policy that says so', async () => {
  const answer = await fetch(`${(await serveApp()).url}/docs`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|(?:src|href)="(?:https?:)?\/\//i);
});

test.each(['POST', 'PUT', 'DELETE'])('%s is told what the page takes', async (method) => {
  const answer = await fetch(`${(await serveApp()).url}/docs`, { method });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
});

describe('what it is written with', () => {
  test('text is escaped, HTML is not', () => {
    expect(html`<b>${'<i> & "x"'}</b>${html`<hr>`}`.html).toBe('<b>&lt;i&gt; &amp; &quot;x&quot;</b><hr>');
    expect(html`${inline('a `<b>` c')}`.html).toBe('a <code>&lt;b&gt;</code> c');
  });

  test.each([
    [{ type: 'string', minLength: 1, maxLength: 200 }, 'text, 1 to 200 characters'],
    [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'whole number, from 0'],
    [{ type: ['string', 'null'] }, 'text or null'],
    [{ enum: ['A', 'B'] }, '<code>&quot;A&quot;</code>, <code>&quot;B&quot;</code>'],
    [{ $ref: '#/components/schemas/Count' }, '<a href="#schema-Count">Count</a>'],
    [{ type: 'array', items: { type: 'number' }, maxItems: 3 }, 'list of number, at most 3'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, 'number or null'],
    [{}, 'anything'],
  ])('%j is shown as %s', (schema, expected) => {
    expect(kindOf(schema).html).toBe(expected);
  });
});

describe.skipIf(!isThere)('in a browser', () => {
  test.each([
    ['a phone', 360],
    ['a desk', 1400],
  ])('%s shows it whole, without scrolling sideways and without a complaint', async (_, width) => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(`${(await serveApp()).url}/docs`);
      await page.getByRole('link', { name: 'Submit a quiz' }).click();
      await page.getByRole('heading', { name: 'Submit a quiz' }).waitFor();
      const sideways = page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
      expect(await sideways).toBe(0);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
