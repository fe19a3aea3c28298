import fc from 'fast-check';

/** Ids that a cell, a formula or a URL could take for something else. */
export const user = fc.constantFrom('u1', 'u2', 'ü 2/3', '=4');
export const session = fc.constantFrom('s1', 's2', 's3');
/** One of them is called like a topic. */
export const course = fc.constantFrom('c1', 'c2', 'Geometry');
export const topic = fc.constantFrom('Fractions', 'Geometry', '@x');
/** Titles that courses come to share with each other and with topics. */
export const title = fc.constantFrom('Arithmetic', 'Geometry', 'Ä/b', '+1');
/** One of the two processes. */
export const which = fc.nat({ max: 1 });

/** For choosing among things that are known only then. */
export const choice = fc.nat({ max: 999 });

export function pick<T>(all: Iterable<T>, chosen: number): T | undefined {
  const list = [...all];
  return list[chosen % Math.max(1, list.length)];
}
