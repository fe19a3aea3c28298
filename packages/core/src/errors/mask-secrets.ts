const MASK = '[masked]';

/** What secrets look like, wherever they turn up: keys, tokens, signed assertions, passwords in addresses. */
const SECRET_SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bqs_[0-9a-f]{12}_[0-9a-f]+/g,
  /\bya29\.[\w.~+/-]+/g,
  /\b1\/\/[\w-]{20,}/g,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\bAIza[\w-]{30,}/g,
  /\bGOCSPX-[\w-]+/g,
  /(?<=\bBearer\s+)[\w.~+/-]+=*/gi,
  /(?<=\bBasic\s+)(?=[\w+/]*[\d+/=])[\w+/]{6,}=*/gi,
  /(?<=\b(?:assertion|(?:access|refresh|id)_token|client_secret|(?:google_)?private_key|x-api-key)\\?["']?\s*[=:]\s*\\?["']?)(?:[^\s"'&,}\\]|\\(?!["']))+/gi,
  ...passwordsInAddresses(),
];

/**
 * A password may hold a slash or an @ that nobody escaped, so all up to the last @ counts, though that of a path is
 * masked too. `host:port/path` is told from `user:password@host` by its digits, but with databases, whose passwords may
 * begin alike and whose paths hold no @.
 */
function passwordsInAddresses(): RegExp[] {
  const password = /(?:(?!:\/\/)[^\s"'])+(?=@)/.source;
  const database = /(?<=\b(?:mongodb(?:\+srv)?|rediss?):\/\/[^\s/:@"']*:)/.source;
  const any = /(?<=:\/\/[^\s/:@"']*:)(?!\d{1,5}[/?#])/.source;
  return [new RegExp(database + password, 'gi'), new RegExp(any + password, 'g')];
}

/**
 * Text fit to be logged, stored and shown: people paste it into issues. `known`: secrets in use that may look like
 * anything, such as the access token of a call.
 */
export function maskSecrets(text: string, known: Iterable<string> = []): string {
  let masked = text;
  for (const secret of known) if (secret !== '') masked = masked.replaceAll(secret, MASK);
  return SECRET_SHAPES.reduce((rest, shape) => rest.replace(shape, MASK), masked);
}
