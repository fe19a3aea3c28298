import { expect, test } from 'vitest';
import { typedPath } from '../src/setup/typed-path.js';

test.each([
  ['key.json', 'key.json'],
  ['  /srv/key.json  ', '/srv/key.json'],
  ["'/home/ada/My Downloads/key.json' ", '/home/ada/My Downloads/key.json'],
  ['"/home/ada/it\'s.json"', "/home/ada/it's.json"],
  ['/home/ada/My\\ Downloads/key\\(1\\).json', '/home/ada/My Downloads/key(1).json'],
  ['~/key.json', '/home/ada/key.json'],
  ['~bob/key.json', '~bob/key.json'],
  ['file:///home/ada/My%20Downloads/key.json', '/home/ada/My Downloads/key.json'],
  ['file://elsewhere/key.json', 'file://elsewhere/key.json'],
])('%s is %s', (typed, file) => {
  expect(typedPath(typed, '/home/ada')).toBe(file);
});
