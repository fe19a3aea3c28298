import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');
const pages = globSync(['*.md', 'docs/**/*.md', '{packages,adapters,apps}/*/*.md'], { cwd: ROOT });

function squeeze(code: string): string {
  return code.replaceAll(/\s+/g, ' ').trim();
}

describe('the documentation', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const local = links
      .filter((link) => !/^(https?:|#|mailto:)/.test(link))
      .map((link) => link.split('#')[0] ?? '');
    expect(local.filter((link) => !existsSync(resolve(ROOT, dirname(page), link)))).toEqual([]);
  });

  it('shows the lines that the packaging test runs', () => {
    const [, shown = ''] = /```js\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
    const run = squeeze(read('test/packaging/stranger/server.js'))
      .replace('spreadsheetId, emulatorHost', 'spreadsheetId, credentials')
      .replace('authenticate: (_request, _response, next) => next()', 'authenticate');
    const [creation = '', mounting = ''] = squeeze(shown).split(/(?=app\.use)/);
    expect(run).toContain(creation.trim());
    expect(run).toContain(mounting.trim());
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(scripts).toHaveProperty('start');
  });
});
