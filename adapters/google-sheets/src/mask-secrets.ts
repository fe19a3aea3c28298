const MASK = '[masked]';

/** What secrets look like, wherever they turn up: keys, tokens, signed assertions. */
const SECRET_SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bya29\.[\w.~+/-]+/g,
  /\b1\/\/[\w-]{20,}/g,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\bAIza[\w-]{30,}/g,
  /(?<=\bBearer\s+)[\w.~+/-]+=*/gi,
  /(?<=\b(?:assertion|access_token|refresh_token|client_secret|private_key|id_token)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
];

/** Text fit for logs: people paste them into issues. */
export function maskSecrets(text: string): string {
  return SECRET_SHAPES.reduce((masked, shape) => masked.replace(shape, MASK), text);
}
