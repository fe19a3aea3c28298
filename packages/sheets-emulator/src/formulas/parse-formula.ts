import { formulaTokens, type Reference, type Token } from './formula-tokens.ts';

/** What a formula says. */
export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'error'; readonly sign: string }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly (Expression | undefined)[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'array'; readonly rows: readonly (readonly Expression[])[] };

/** From the loosest to the tightest. All group from the left. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

class SyntaxFailure extends Error {}

class FormulaParser {
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens.filter(({ kind }) => kind !== 'space');
  }

  whole(): Expression {
    const expression = this.#level(0);
    if (this.#at < this.#tokens.length) throw new SyntaxFailure();
    return expression;
  }

  #level(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#prefix();
    let left = this.#level(level + 1);
    for (let operator = this.#take(operators); operator !== undefined; operator = this.#take(operators)) {
      left = { kind: 'binary', operator, left, right: this.#level(level + 1) };
    }
    return left;
  }

  #prefix(): Expression {
    const operator = this.#take(['-', '+']);
    if (operator !== undefined) return { kind: 'unary', operator, operand: this.#prefix() };
    let operand = this.#primary();
    while (this.#take(['%']) !== undefined) operand = { kind: 'unary', operator: '%', operand };
    return operand;
  }

  #primary(): Expression {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case 'number':
      case 'string':
        return { kind: 'value', value: token.value };
      case 'error':
        return { kind: 'error', sign: token.text };
      case 'reference':
        return { kind: 'reference', reference: token.reference };
      case 'name':
        return this.#named(token.text);
      case 'operator':
        if (token.text === '(') return this.#bracket();
        if (token.text === '{') return this.#array();
        throw new SyntaxFailure();
      default:
        throw new SyntaxFailure();
    }
  }

  #named(name: string): Expression {
    if (this.#take(['(']) !== undefined)
      return { kind: 'call', name: name.toUpperCase(), args: this.#args() };
    if (/^true$/i.test(name)) return { kind: 'value', value: true };
    if (/^false$/i.test(name)) return { kind: 'value', value: false };
    return { kind: 'name', name };
  }

  #bracket(): Expression {
    const inner = this.#level(0);
    this.#expect(')');
    return inner;
  }

  /** Parted by commas, or by semicolons, which are understood in every locale. */
  #args(): readonly (Expression | undefined)[] {
    const args: (Expression | undefined)[] = [];
    if (this.#take([')']) !== undefined) return args;
    do {
      const next = this.#tokens[this.#at]?.text ?? '';
      args.push([',', ';', ')'].includes(next) ? undefined : this.#level(0));
    } while (this.#take([',', ';']) !== undefined);
    this.#expect(')');
    return args;
  }

  #array(): Expression {
    const rows: Expression[][] = [];
    do {
      const row: Expression[] = [];
      do row.push(this.#level(0));
      while (this.#take([',']) !== undefined);
      rows.push(row);
    } while (this.#take([';']) !== undefined);
    this.#expect('}');
    return { kind: 'array', rows };
  }

  #take(operators: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || !operators.includes(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }

  #expect(operator: string): void {
    if (this.#take([operator]) === undefined) throw new SyntaxFailure();
  }
}

/** Reads a formula (with its `=`); `undefined` when it is none. */
export const parseFormula = (formula: string): Expression | undefined => {
  const tokens = formulaTokens(formula.slice(1));
  if (tokens === undefined) return undefined;
  try {
    return new FormulaParser(tokens).whole();
  } catch (error) {
    if (error instanceof SyntaxFailure) return undefined;
    throw error;
  }
};
