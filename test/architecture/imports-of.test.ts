import { describe, expect, it } from 'vitest';
import { importsOf } from './imports-of.ts';

describe('importsOf', () => {
  it.each([
    ["import { a } from 'x';", ['x']],
    ["import type { A } from 'x';", ['x']],
    ["import {\n  a,\n  b,\n} from './y.js';", ['./y.js']],
    ["import 'reflect-metadata';", ['reflect-metadata']],
    ["export * from './z.js';", ['./z.js']],
    ["const m = await import('node:fs');", ['node:fs']],
    ["const m = require('fs');", ['fs']],
    ["// import { a } from 'x';\n/* import 'y'; */", []],
    ["const text = 'from nowhere';", []],
    ["const command = { name: 'import', summary: 'Import' };", []],
  ])('reads %j', (source, expected) => {
    expect(importsOf(source)).toEqual(expected);
  });
});
