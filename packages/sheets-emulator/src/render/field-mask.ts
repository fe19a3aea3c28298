import { invalid } from '../api/api-error.ts';

/**
 * A `fields` mask as a tree. An empty map means all of what is below. `*` stands for every name.
 */
export interface FieldMask {
  readonly children: ReadonlyMap<string, FieldMask>;
}

interface Building extends FieldMask {
  readonly children: Map<string, Building>;
}

const ALL: FieldMask = { children: new Map() };

const NAME = /[A-Za-z0-9_*]+/y;

class MaskParser {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** `a/b,c(d,e)`: alternatives up to the closing bracket or the end. */
  list(into: Building): void {
    do {
      this.#path(into);
    } while (this.#take(','));
  }

  end(): boolean {
    return this.#at === this.#text.length;
  }

  #path(into: Building): void {
    let node = into;
    do {
      node = this.#step(node);
    } while (this.#take('/') || this.#take('.'));
    if (this.#take('(')) {
      this.list(node);
      if (!this.#take(')')) throw this.#error();
    }
  }

  #step(node: Building): Building {
    this.#skipSpace();
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) throw this.#error();
    this.#at += name.length;
    const existing = node.children.get(name);
    if (existing !== undefined) return existing;
    const made: Building = { children: new Map() };
    node.children.set(name, made);
    return made;
  }

  #take(symbol: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #skipSpace(): void {
    while (this.#text[this.#at] === ' ') this.#at += 1;
  }

  #error(): Error {
    return invalid(`Request contains an invalid argument. Invalid field mask: ${this.#text}`);
  }
}

/** Reads a mask such as `sheets(properties,data/rowData)`. Without one, or with `*`, everything is in it. */
export const parseFieldMask = (text: string | undefined): FieldMask | undefined => {
  if (text === undefined || text.trim() === '') return undefined;
  const root: Building = { children: new Map() };
  const parser = new MaskParser(text);
  parser.list(root);
  if (!parser.end()) throw invalid(`Request contains an invalid argument. Invalid field mask: ${text}`);
  return root;
};

/** The mask below a name; `undefined` when the name is not in it. A missing mask holds everything. */
export const below = (mask: FieldMask | undefined, name: string): FieldMask | undefined => {
  if (mask === undefined || mask.children.size === 0) return ALL;
  return mask.children.get(name) ?? mask.children.get('*');
};

export const includes = (mask: FieldMask | undefined, ...path: readonly string[]): boolean => {
  let node: FieldMask | undefined = mask ?? ALL;
  for (const name of path) {
    node = below(node, name);
    if (node === undefined) return false;
  }
  return true;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What of a value the mask lets through. Objects of which nothing is left stay, empty, as in the API's answers. */
export const applyFieldMask = (value: unknown, mask: FieldMask | undefined): unknown => {
  if (mask === undefined || mask.children.size === 0) return value;
  if (Array.isArray(value)) return value.map((item) => applyFieldMask(item, mask));
  if (!isObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, content] of Object.entries(value)) {
    const inner = below(mask, name);
    if (inner !== undefined && content !== undefined) kept[name] = applyFieldMask(content, inner);
  }
  return kept;
};
