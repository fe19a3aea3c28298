import type { Configuration } from '../configuration/configuration.js';
import { isLoopback } from '../configuration/is-loopback.js';

/** The setting by which other machines reach the service; `undefined`: none, as far as we know. */
export function reachableBy({
  host,
  trustProxy,
  origins,
}: Pick<Configuration, 'host' | 'trustProxy' | 'origins'>): string | undefined {
  if (!isLoopback(host)) return `${origins.host.name}: ${host} can be reached from other machines`;
  if (trustProxy === undefined) return undefined;
  return `${origins.trustProxy.name}: through a proxy other machines reach the service`;
}
