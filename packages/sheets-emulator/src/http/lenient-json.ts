import { invalid } from '../api/api-error.ts';

/** So many characters on either side of the place are quoted in a complaint. */
const CONTEXT = 20;

const KEY = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /[-+.0-9eE]+/y;
const KEYWORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Reads JSON as generously as the service does: single quotes, bare keys, commas at the end, and escapes that JSON does
 * not have. What it cannot read it complains of in the words of the service's parser (`json_stream_parser.cc`).
 */
class LenientJson {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    const value = this.#value('Expected a value.');
    if (this.#next() !== '') throw this.#failure('Parsing terminated before end of input.');
    return value;
  }

  #value(expected: string): unknown {
    const next = this.#next();
    if (next === '{') return this.#object();
    if (next === '[') return this.#array();
    if (next === '"' || next === "'") return this.#string(next);
    if (/[-0-9]/.test(next)) return this.#number();
    const word = this.#match(KEY);
    if (word === undefined) throw this.#failure(expected);
    if (Object.hasOwn(KEYWORDS, word)) return KEYWORDS[word];
    this.#at -= word.length;
    throw this.#failure('Unexpected token.');
  }

  #object(): unknown {
    const fields: [string, unknown][] = [];
    this.#at += 1;
    while (!this.#take('}')) {
      const key = this.#key();
      if (!this.#take(':')) throw this.#failure('Expected : between key:value pair.');
      fields.push([key, this.#value('Expected a value.')]);
      if (this.#take(',')) continue;
      if (this.#next() !== '}') throw this.#failure('Expected , or } after key:value pair.');
    }
    return Object.fromEntries(fields);
  }

  #array(): unknown {
    const items: unknown[] = [];
    this.#at += 1;
    while (!this.#take(']')) {
      items.push(this.#value('Expected a value or ] within an array.'));
      if (this.#take(',')) continue;
      if (this.#next() !== ']') throw this.#failure('Expected , or ] after array value.');
    }
    return items;
  }

  #key(): string {
    const next = this.#next();
    if (next === '"' || next === "'") return this.#string(next);
    const key = this.#match(KEY);
    if (key === undefined) throw this.#failure('Expected an object key or }.');
    return key;
  }

  #string(quote: string): string {
    let text = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at++) {
      const letter = this.#text[this.#at] ?? '';
      if (letter === quote) {
        this.#at += 1;
        return text;
      }
      text += letter === '\\' ? this.#escape() : letter;
    }
    throw this.#failure('Closing quote expected in string.');
  }

  #escape(): string {
    this.#at += 1;
    const letter = this.#text[this.#at] ?? '';
    if (letter !== 'u') return ESCAPES[letter] ?? letter;
    const digits = this.#text.slice(this.#at + 1, this.#at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#failure('Invalid escape sequence.');
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #number(): number {
    const start = this.#at;
    const number = Number(this.#match(NUMBER));
    if (Number.isFinite(number)) return number;
    this.#at = start;
    throw this.#failure('Unable to parse number.');
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #take(symbol: string): boolean {
    if (this.#next() !== symbol) return false;
    this.#at += 1;
    return true;
  }

  /** The next character that is no space; empty at the end. */
  #next(): string {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text[this.#at] ?? '';
  }

  #failure(what: string): Error {
    const isOver = this.#at >= this.#text.length && what.startsWith('Expected');
    const start = Math.max(0, this.#at - CONTEXT);
    const shown = this.#text.slice(start, this.#at + CONTEXT);
    const caret = `${' '.repeat(this.#at - start)}^`;
    const sentence = `${isOver ? 'Unexpected end of string. ' : ''}${what}`;
    return invalid(`Invalid JSON payload received. ${sentence}\n${shown}\n${caret}`);
  }
}

/** Reads what `JSON.parse` would not. Throws the API's 400 where the service would not read it either. */
export const parseLenientJson = (text: string): unknown => new LenientJson(text).whole();
