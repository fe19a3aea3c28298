/** Facts as they are after a change: what is left out (or `undefined`) keeps its value. */
export function mergeFacts<F extends object>(
  old: F | undefined,
  facts: F,
): { readonly merged: F; readonly changed: boolean } {
  if (old === undefined) return { merged: facts, changed: true };
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  const before = new Map<string, unknown>(Object.entries(old));
  return {
    merged: { ...old, ...Object.fromEntries(given) },
    changed: given.some(([name, value]) => before.get(name) !== value),
  };
}
