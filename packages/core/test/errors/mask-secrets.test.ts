import { expect, test } from 'vitest';
import { maskSecrets } from '../../src/errors/mask-secrets.js';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nabc+/=\n-----END PRIVATE KEY-----';

test.each([
  ['a key', `bad key: ${PEM} !`, 'bad key: [masked] !'],
  ['a key of another kind', PEM.replaceAll('PRIVATE', 'RSA PRIVATE'), '[masked]'],
  ['a key cut short', PEM.slice(0, 40), '[masked]'],
  ['an access token', 'token ya29.a0AfH6SMBx-y_z is bad', 'token [masked] is bad'],
  ['an API key of ours', 'key qs_0123456789ab_0123456789abcdef0123 is bad', 'key [masked] is bad'],
  ['a refresh token', 'got 1//0gabcdefghijklmnopqrstuvwxyz', 'got [masked]'],
  ['a header', 'Authorization: Bearer abc.def-123==', 'Authorization: Bearer [masked]'],
  ['an assertion', 'grant_type=x&assertion=abcdef.ghi&y=1', 'grant_type=x&assertion=[masked]&y=1'],
  ['a signed token', 'eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl', '[masked]'],
  [
    'JSON',
    '{"private_key": "MII\\nxyz", "client_email": "a@b"}',
    '{"private_key": "[masked]", "client_email": "a@b"}',
  ],
  ['JSON within JSON', '{\\"private_key\\":\\"MIIxyz\\"}', '{\\"private_key\\":\\"[masked]\\"}'],
  ['a client’s secret', 'client GOCSPX-abc_DEF is off', 'client [masked] is off'],
  ['an API key', 'key=AIzaSyA-0123456789012345678901234567890', 'key=[masked]'],
  [
    'a password in an address',
    'mongodb://quiz:pass:word@db.example:27017/quiz',
    'mongodb://quiz:[masked]@db.example:27017/quiz',
  ],
  ['a password without a name', 'redis://:hunter2@cache:6379', 'redis://:[masked]@cache:6379'],
  [
    'a password with a slash',
    'mongodb+srv://quiz:pa/ss@db.example/quiz and redis://u:12/3@cache',
    'mongodb+srv://quiz:[masked]@db.example/quiz and redis://u:[masked]@cache',
  ],
  ['a password with a slash, of a proxy', 'http://me:pa/s?s@proxy:8080', 'http://me:[masked]@proxy:8080'],
  [
    'a password with a slash and an @',
    'mongodb://u:p@s/s@db:27017/quiz',
    'mongodb://u:[masked]@db:27017/quiz',
  ],
  [
    'passwords of addresses in a row',
    'redis://:one@a:6379,redis://:t/wo@b:6379',
    'redis://:[masked]@a:6379,redis://:[masked]@b:6379',
  ],
  ['basic credentials', 'Authorization: Basic cXVpejpodW50ZXIy', 'Authorization: Basic [masked]'],
  ['no words about them', 'Basic authentication is off', 'Basic authentication is off'],
  ['no address without a password', 'http://127.0.0.1:3000/a@b', 'http://127.0.0.1:3000/a@b'],
  ['no query without a password', 'http://127.0.0.1:3000?to=a@b', 'http://127.0.0.1:3000?to=a@b'],
  ['nothing secret', 'Requested entity was not found.', 'Requested entity was not found.'],
  ['an address', 'sync@project.iam.gserviceaccount.com', 'sync@project.iam.gserviceaccount.com'],
])('masks %s (fault 54)', (_what, text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test('masks what is known to be secret, whatever it looks like (fault 54)', () => {
  const known = ['tok en', '$&', ''];
  expect(maskSecrets('a tok en, and $& twice: $&', known)).toBe('a [masked], and [masked] twice: [masked]');
});
