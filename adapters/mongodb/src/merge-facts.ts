import { withoutUndefined } from './without-undefined.js';

/** `known` with the facts of `news` put in, or `undefined` when it says all of them already. Undefined facts are left out ones. */
export function mergeFacts<Facts extends object>(known: Facts, news: Facts): Facts | undefined {
  const before = new Map<string, unknown>(Object.entries(known));
  const said = withoutUndefined(news);
  const changed = Object.entries(said).some(([name, value]) => before.get(name) !== value);
  return changed ? { ...known, ...said } : undefined;
}
