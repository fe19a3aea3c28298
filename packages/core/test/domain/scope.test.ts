import { expect, test } from 'vitest';
import { mayDo, SCOPES, type Scope } from '../../src/domain/scope.js';

test.each<[Scope[], Scope[]]>([
  [[], []],
  [['submit'], ['submit']],
  [['read'], ['read']],
  [
    ['submit', 'read'],
    ['submit', 'read'],
  ],
  [['admin'], ['submit', 'read', 'admin']],
])('%j may do %j', (scopes, may) => {
  expect(SCOPES.filter((needed) => mayDo(scopes, needed))).toEqual(may);
});
