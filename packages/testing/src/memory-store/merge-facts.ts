/** `known` with the facts of `news` put in, or `undefined` when it says all of them already. Undefined facts are left out ones. */
export function mergeFacts<Facts extends object>(known: Facts, news: Facts): Facts | undefined {
  const said = Object.entries(news).filter(([, value]) => value !== undefined);
  const before = new Map<string, unknown>(Object.entries(known));
  if (said.every(([name, value]) => before.get(name) === value)) return undefined;
  return Object.assign({}, known, Object.fromEntries(said));
}
