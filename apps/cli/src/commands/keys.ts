import { createApiKeys, type NewApiKey, type Scope, type Store } from '@quiz-sync/core';
import { nodeKeySecrets } from '@quiz-sync/server/light';
import { usage } from '../command-line/usage-failure.js';
import type { CommandContext } from '../context.js';
import { EXIT_CODES, type ExitCode } from '../exit-code.js';
import { describeKey, renderKeys } from '../render/keys.js';
import { answer, confirm, fail } from '../report.js';

type KeysContext = CommandContext & { readonly store: Pick<Store, 'apiKeys'> };

interface CreateArguments {
  readonly scope: readonly Scope[];
  readonly label: string | undefined;
  /** Milliseconds. */
  readonly expiresIn: number | undefined;
}

/** Makes a key. It alone goes to stdout, so that it can be piped to where it is kept. */
export async function createKey(
  context: KeysContext,
  { scope, label, expiresIn }: CreateArguments,
): Promise<ExitCode> {
  const input: NewApiKey = { scopes: scope, label, expiresInMs: expiresIn };
  context.leaves('If a key was made, quiz-sync keys list shows it; revoke it and make another.');
  const made = await keysOf(context).create(input);
  if (made.isErr()) {
    const { error } = made;
    if (error.type !== 'invalid_input') return fail(context, error);
    const [issue] = error.issues;
    return fail(context, usage(`${FLAG_OF[issue?.pointer ?? ''] ?? 'the key'} ${issue?.message}`));
  }
  const { secret, key } = made.value;
  answer(context, { secret, key }, () => secret);
  if (context.json || context.quiet) return EXIT_CODES.done;
  context.err.line(`${context.err.style.good('Made')} ${describeKey(key, context.now())}`);
  context.err.line('Keep it now: it is shown this once, and kept nowhere.');
  return EXIT_CODES.done;
}

const FLAG_OF: Readonly<Record<string, string>> = { '/label': '--label', '/expiresInMs': '--expires-in' };

/** All keys there ever were: none of them can be seen again. */
export async function listKeys(context: KeysContext): Promise<ExitCode> {
  const keys = await keysOf(context).list();
  if (keys.isErr()) return fail(context, keys.error);
  answer(context, { keys: keys.value }, (style) => renderKeys(keys.value, context.now(), style));
  return EXIT_CODES.done;
}

/** Ends a key. */
export async function revokeKey(context: KeysContext, _: object, keyId: string): Promise<ExitCode> {
  const question = `Revoke the API key ${keyId}? Whoever uses it is let in no more; it cannot be undone.`;
  if (context.askWhether !== undefined && !(await context.askWhether(question)))
    return fail(context, { type: 'interrupted', message: 'Nothing was changed.' });
  context.leaves('The key is revoked or it is not; quiz-sync keys list shows it.');
  const revoked = await keysOf(context).revoke(keyId);
  if (revoked.isErr()) return fail(context, revoked.error);
  const key = revoked.value;
  confirm(
    context,
    { key },
    () => `Revoked: ${describeKey(key, context.now())}\nIn some seconds it is let in nowhere.`,
  );
  return EXIT_CODES.done;
}

function keysOf({ store }: KeysContext) {
  return createApiKeys({ store, secrets: nodeKeySecrets });
}
