/**
 * A copy of plain data that nobody can change: what a caller does to its own object afterwards does not reach the
 * store, and a caller that writes into what it was answered fails at once instead of corrupting it.
 */
export function keep<Data>(data: Data): Data {
  return freezeDeep(structuredClone(data));
}

function freezeDeep<Data>(data: Data): Data {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data);
    for (const value of Object.values(data)) freezeDeep(value);
  }
  return data;
}
