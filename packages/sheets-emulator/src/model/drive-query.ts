import type { DriveFile } from './drive-file.ts';

type Test = (file: DriveFile) => boolean;

const TERM =
  /^(not\s+)?(?:(name|mimeType|trashed|modifiedTime|createdTime)\s*(=|!=|contains|<=|>=|<|>)\s*|(['"])((?:\\.|(?!\4).)*)\4\s+in\s+(parents|owners|writers|readers))/;
const VALUE = /^(?:(['"])((?:\\.|(?!\1).)*)\1|(true|false))/;

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

const compare = (own: string, operator: string, wanted: string): boolean => {
  switch (operator) {
    case '=':
      return own === wanted;
    case '!=':
      return own !== wanted;
    case 'contains':
      return own.toLowerCase().includes(wanted.toLowerCase());
    case '<':
      return own < wanted;
    case '<=':
      return own <= wanted;
    case '>':
      return own > wanted;
    default:
      return own >= wanted;
  }
};

const membership = (list: string, wanted: string): Test => {
  if (list === 'parents') return (file) => file.parents.includes(wanted);
  return (file) => file.permissions.some(({ emailAddress }) => emailAddress === wanted);
};

const fieldOf = (file: DriveFile, name: string): string => {
  switch (name) {
    case 'name':
      return file.name;
    case 'mimeType':
      return file.mimeType;
    case 'trashed':
      return String(file.trashed);
    case 'modifiedTime':
      return file.modifiedTime;
    default:
      return file.createdTime;
  }
};

/** One comparison at the start of the text, and what is left of the text; `undefined` when there is none. */
const term = (text: string): { readonly test: Test; readonly rest: string } | undefined => {
  const match = TERM.exec(text);
  if (match === null) return undefined;
  const [whole, not, name, operator = '=', , member = '', list] = match;
  const negated = (test: Test): Test => (not === undefined ? test : (file) => !test(file));
  if (list !== undefined)
    return { test: negated(membership(list, unescaped(member))), rest: text.slice(whole.length) };
  const value = VALUE.exec(text.slice(whole.length));
  if (value === null || name === undefined) return undefined;
  const wanted = value[3] ?? unescaped(value[2] ?? '');
  const rest = text.slice(whole.length + value[0].length);
  return { test: negated((file) => compare(fieldOf(file, name), operator, wanted)), rest };
};

const conjunction = (text: string): { readonly test: Test; readonly rest: string } | undefined => {
  const tests: Test[] = [];
  let rest = text.trimStart();
  for (;;) {
    const next = rest.startsWith('(') ? bracketed(rest) : term(rest);
    if (next === undefined) return undefined;
    tests.push(next.test);
    rest = next.rest.trimStart();
    if (!/^and\b/.test(rest)) return { test: (file) => tests.every((test) => test(file)), rest };
    rest = rest.slice('and'.length).trimStart();
  }
};

const disjunction = (text: string): { readonly test: Test; readonly rest: string } | undefined => {
  const tests: Test[] = [];
  let rest = text;
  for (;;) {
    const next = conjunction(rest);
    if (next === undefined) return undefined;
    tests.push(next.test);
    rest = next.rest;
    if (!/^or\b/.test(rest)) return { test: (file) => tests.some((test) => test(file)), rest };
    rest = rest.slice('or'.length);
  }
};

const bracketed = (text: string): { readonly test: Test; readonly rest: string } | undefined => {
  const inner = disjunction(text.slice(1));
  if (inner === undefined || !inner.rest.startsWith(')')) return undefined;
  return { test: inner.test, rest: inner.rest.slice(1) };
};

/** Reads the `q` of Drive's list of files; `undefined` when it is not understood. */
export const driveQuery = (text: string): Test | undefined => {
  const whole = disjunction(text);
  return whole === undefined || whole.rest.trim() !== '' ? undefined : whole.test;
};
