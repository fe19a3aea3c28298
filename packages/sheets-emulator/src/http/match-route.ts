import type { Operation } from '../api/operation.ts';

/** A method of the API that an address leads to, with what stands in the address. */
export interface Route {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

interface CompiledPath {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Paths with fewer placeholders and with a verb after a colon are tried first. */
  readonly rank: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const compile = (operation: Operation): CompiledPath => {
  const names: string[] = [];
  const pattern = operation.path
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return escaped(part);
      const name = part.slice(1, -1);
      names.push(name);
      return name === 'range' ? '(.+)' : '([^/:]+)';
    })
    .join('');
  const colon = /:\w+$/.test(operation.path) ? -10 : 0;
  return { operation, pattern: new RegExp(`^${pattern}$`), names, rank: names.length + colon };
};

/** Finds methods by verb and path. */
export class Routes {
  readonly #paths: readonly CompiledPath[];

  constructor(operations: readonly Operation[]) {
    this.#paths = operations.map(compile).sort((a, b) => a.rank - b.rank);
  }

  match(verb: string, address: string): Route | undefined {
    // Some clients put a slash at the end of their root; Google does not mind.
    const path = address.replace(/\/(?=:\w+$)|\/$/, '');
    for (const { operation, pattern, names } of this.#paths) {
      if (operation.verb !== verb) continue;
      const match = pattern.exec(path);
      if (match === null) continue;
      const params = names.map((name, i) => [name, decoded(match[i + 1] ?? '')]);
      return { operation, params: Object.fromEntries(params) as Record<string, string> };
    }
    return undefined;
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
