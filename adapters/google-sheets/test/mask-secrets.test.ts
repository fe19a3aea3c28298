import { expect, test } from 'vitest';
import { maskSecrets } from '../src/mask-secrets.js';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nabc+/=\n-----END PRIVATE KEY-----';

test.each([
  ['a key', `bad key: ${PEM} !`, 'bad key: [masked] !'],
  ['a key of another kind', PEM.replaceAll('PRIVATE', 'RSA PRIVATE'), '[masked]'],
  ['a key cut short', PEM.slice(0, 40), '[masked]'],
  ['an access token', 'token ya29.a0AfH6SMBx-y_z is bad', 'token [masked] is bad'],
  ['a refresh token', 'got 1//0gabcdefghijklmnopqrstuvwxyz', 'got [masked]'],
  ['a header', 'Authorization: Bearer abc.def-123==', 'Authorization: Bearer [masked]'],
  ['an assertion', 'grant_type=x&assertion=abcdef.ghi&y=1', 'grant_type=x&assertion=[masked]&y=1'],
  ['a signed token', 'eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl', '[masked]'],
  [
    'JSON',
    '{"private_key": "MII\\nxyz", "client_email": "a@b"}',
    '{"private_key": "[masked]", "client_email": "a@b"}',
  ],
  ['nothing secret', 'Requested entity was not found.', 'Requested entity was not found.'],
  ['an address', 'sync@project.iam.gserviceaccount.com', 'sync@project.iam.gserviceaccount.com'],
])('masks %s', (_what, text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});
