import { createHash, generateKeyPairSync } from 'node:crypto';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export const PRIVATE_KEY: string = privateKey;
/** Of no shape that would give it away. */
export const TOKEN = 'canary-of-a-token-Zq3vN8';
export const API_KEY = 'canary-of-an-api-key-Kw7rT2';
export const PASSWORD = 'canary-of-a-password-Hy5mB9';
export const ADDRESS = 'canary.learner@school.example';
export const NAME = 'Canarybird';
export const ANSWER = 'canary-of-an-explanation-by-a-learner';
/** As clients send it; the service knows of none that may sign. */
export const JSON_WEB_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.Y2FuYXJ5LXNpZ25hdHVyZQ';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const CANARIES: readonly (readonly [what: string, text: string])[] = [
  ...PRIVATE_KEY.split('\n')
    .filter((line) => line.length >= 16 && !line.startsWith('-'))
    .map((line) => ['the private key', line.slice(0, 32)] as const),
  ['the token', TOKEN],
  ['the API key', API_KEY],
  ['the password', PASSWORD],
  ['the address', ADDRESS],
  ['the name', NAME],
  ['the answer', ANSWER],
  ['the JSON web token', JSON_WEB_TOKEN.slice(0, 20)],
];

/** What of it all is in a text, and where. */
export function canariesIn(text: string): string[] {
  const found = CANARIES.flatMap(([what, canary]) => {
    const at = text.indexOf(canary);
    return at === -1 ? [] : [`${what}: ${text.slice(Math.max(0, at - 100), at + 60)}`];
  });
  const assertion = /eyJ[\w-]{10,}\.[\w-]{10,}/.exec(text)?.[0];
  return assertion === undefined ? found : [...found, `an assertion: ${assertion}`];
}
