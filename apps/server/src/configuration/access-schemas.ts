import { isIP } from 'node:net';
import { z } from 'zod';

/** How many proxies stand between callers and us, or the addresses and networks they have. */
export type TrustedProxies = number | string[];

const text = z.string('must be text').trim().min(1, 'must not be empty');

export const issuerSchema = text;
export const audienceSchema = text;

/** Over plain HTTP anybody on the way could hand us keys of their own; on this machine nobody is on the way. */
export const jwksUrlSchema = text.refine(isSafeUrl, {
  error: 'must be an https:// address, such as https://login.example.org/.well-known/jwks.json',
});

function isSafeUrl(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** By a private key: who checks a signature can never make one. `none` and those by a shared secret cannot be set. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

export const DEFAULT_ALGORITHMS: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const list = z.union(
  [z.array(text), text.transform((words) => words.split(/\s*,\s*/))],
  'must be one or more words, with commas between',
);

export const algorithmsSchema = list.refine(
  (names) => names.length > 0 && names.every((name) => ALGORITHMS.includes(name)),
  { error: `must be one or more of ${ALGORITHMS.join(', ')}, with commas between` },
);

const wholeNumber = (most: number, rule: string) =>
  z
    .union([z.int(), z.string().trim().regex(/^\d+$/).transform(Number)], rule)
    .refine((number) => number >= 0 && number <= most, rule);

export const clockToleranceSchema = wholeNumber(300, 'must be a whole number of seconds from 0 to 300');

export const rateSchema = wholeNumber(
  1_000_000_000,
  'must be a whole number of requests a minute, or 0 for any number',
);

const PROXY_RULE =
  'must be how many proxies stand in front (1 to 10), or their addresses or networks with commas between, such as 10.0.0.0/8';

/** That all are to be believed is not on offer: then a caller could say any address. */
export const trustProxySchema = z
  .union(
    [
      z.int(),
      z.string().trim().regex(/^\d+$/).transform(Number),
      list.refine((addresses) => addresses.every(isNetwork), PROXY_RULE),
    ],
    PROXY_RULE,
  )
  .refine((proxies) => typeof proxies !== 'number' || (proxies >= 1 && proxies <= 10), PROXY_RULE);

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    most > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
}
