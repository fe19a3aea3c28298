import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NEWER_NODE, nodeTooOld } from '../src/node-too-old.js';

test.each(['22.13.0', '22.13.1', '22.21.0', '24.0.0', '100.0.0'])('%s is new enough', (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});

test.each(['20.20.2', '22.12.0', '8.0.0'])('%s is too old', (version) => {
  expect(nodeTooOld(version)).toBe(`needs Node.js 22.13 or newer, and this is ${version}`);
});

test('the oldest is the one that package.json names', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const oldest = String(manifest.engines.node).replace('>=', '');
  expect(nodeTooOld(oldest)).toBeUndefined();
  expect(nodeTooOld('22.12.9')).toContain(oldest);
});

test.each(['dist/main.js', 'dist/demo.js', '../cli/bin/quiz-sync.js'])(
  '%s says so in one line, and ends with 1, before anything leans on what is missing',
  (entry) => {
    const older = `import module from 'node:module';
      delete module.enableCompileCache;
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
    const hook = `data:text/javascript;base64,${Buffer.from(older).toString('base64')}`;
    const file = fileURLToPath(new URL(`../${entry}`, import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [`--import=${hook}`, file], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: `quiz-sync: ${nodeTooOld('20.20.2')}. ${NEWER_NODE}\n`,
    });
  },
);
