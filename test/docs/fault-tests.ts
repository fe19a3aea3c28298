import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where tests are: the contract suites are sources of a package. */
const PLACES = ['{packages,adapters,apps}/*/test/**/*.ts', 'packages/testing/src/**/*.ts', 'test/**/*.ts'];
const HERE = 'test/docs/';

/** A test, or a case of one, that holds rows of the fault list. */
export interface FaultTest {
  /** From the root of the project. */
  readonly file: string;
  /** Without the rows; what a table fills in is `…`. */
  readonly title: string;
  readonly faults: readonly number[];
}

/** A string that ends as the title of a test that holds rows does: `never twice (fault 11)`. */
const TITLE = /(['"`])((?:(?!\1)[^\\\n]|\\.)*?) \((fault \d+|faults \d+(?:, \d+)+)\)\1/g;
/** Anything that is meant as one. */
const MEANT = /\(faults? \d|\b(?:it|test|describe)\(\s*.\d\d?(?:[ :]|, )/g;

export interface Scan {
  readonly tests: readonly FaultTest[];
  /** Lines that name rows in another form. */
  readonly malformed: readonly string[];
}

export function scanTests(): Scan {
  const files = globSync(PLACES, { cwd: ROOT, exclude: ['**/node_modules/**'] }).sort();
  const scans = files.filter((file) => !file.startsWith(HERE)).map(scanFile);
  return {
    tests: scans.flatMap(({ tests }) => tests),
    malformed: scans.flatMap(({ malformed }) => malformed),
  };
}

function scanFile(file: string): Scan {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  const tests = [...text.matchAll(TITLE)].map(([, , title = '', rows = '']) => ({
    file,
    title: plain(title),
    faults: [...rows.matchAll(/\d+/g)].map(Number),
  }));
  const malformed = text.split('\n').filter((line) => count(line, MEANT) > count(line, TITLE));
  return { tests, malformed: malformed.map((line) => `${file}: ${line.trim()}`) };
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

/** What a reader of the page sees of a title. */
function plain(title: string): string {
  return title
    .replaceAll(/\$\{[^}]*\}|\$\w+(?:\.\w+)*|%[sdifjo#]/g, '…')
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll('|', '\\|');
}
