import { type ApiKeys, type Clock, createApiKeys, defaultClock, type NewApiKey } from '@quiz-sync/core';
import { memoryStore, succeed } from '@quiz-sync/testing';
import { accessTo } from '../src/access/access-to.js';
import { nodeKeySecrets } from '../src/access/node-key-secrets.js';
import type { ConfigurationSources } from '../src/configuration/configuration.js';
import { loadConfiguration } from '../src/configuration/load-configuration.js';
import type { HttpAppParts } from '../src/http/http-app.js';
import { keepingLog, type LogLine, serveApp } from './serve-app.js';

export interface GuardedApp {
  readonly url: string;
  readonly apiKeys: ApiKeys;
  readonly lines: readonly LogLine[];
  /** Makes a key. */
  key(input?: Partial<NewApiKey>): Promise<{ secret: string; key_id: string }>;
  /** Asks for the status, or something else. */
  ask(authorization?: string, path?: string): Promise<Response>;
}

/** The app behind the access that the settings describe, on a store of its own. */
export async function guardedApp(
  env: NonNullable<ConfigurationSources['env']> = {},
  parts: Partial<HttpAppParts> = {},
  clock: Clock = defaultClock,
): Promise<GuardedApp> {
  const { log, lines } = keepingLog();
  const apiKeys = createApiKeys({ store: memoryStore(), secrets: nodeKeySecrets, clock });
  // Closed as off loopback.
  await succeed(apiKeys.create({ scopes: ['admin'], label: 'the first' }));
  const configuration = loadConfiguration({ env: { HOST: '0.0.0.0', ...env } })._unsafeUnwrap();
  const access = (await accessTo({ apiKeys, configuration, log }, undefined))._unsafeUnwrap();
  const { url } = await serveApp({ log, ...access, trustProxy: configuration.trustProxy, ...parts });
  return {
    url,
    apiKeys,
    lines,
    async key(input = {}) {
      const { secret, key } = await succeed(apiKeys.create({ scopes: ['read'], ...input }));
      return { secret, key_id: key.key_id };
    },
    ask: (authorization, path = '/api/sync/status') =>
      fetch(url + path, { headers: authorization === undefined ? {} : { authorization } }),
  };
}
