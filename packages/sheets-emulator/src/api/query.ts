import { badRequest, type Violation } from '../schema/bad-request.ts';
import { PARAMETER_TYPES } from './query-values.ts';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What every method takes. */
const COMMON: ReadonlySet<string> = new Set([
  '$.xgafv',
  '$alt',
  'access_token',
  'alt',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'pp',
  'quotaUser',
  'userIp',
  'uploadType',
  'upload_protocol',
]);

/** What is wrong with a parameter of a method that has the parameters `known`. */
const complaint = (given: string, value: string, known: readonly string[]): Violation | undefined => {
  if (COMMON.has(given)) return undefined;
  const name = camelCase(given);
  if (!known.includes(name)) {
    const description = `Invalid JSON payload received. Unknown name "${given}": Cannot bind query parameter. Field '${given}' could not be found in request message.`;
    return { field: '', description };
  }
  const type = PARAMETER_TYPES[name];
  if (type === undefined || type.read(value) !== undefined) return undefined;
  const field = snakeCase(name);
  return { field, description: `Invalid value at '${field}' (${type.type}), "${value}"` };
};

/** The parameters of a call's address. */
export class Query {
  readonly #params: URLSearchParams;

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  text(name: string): string | undefined {
    const value = this.#params.get(name) ?? this.#params.get(snakeCase(name));
    return value === null || value === '' ? undefined : value;
  }

  all(name: string): readonly string[] {
    return this.#params.getAll(name);
  }

  flag(name: string): boolean {
    return PARAMETER_TYPES[name]?.read(this.text(name) ?? '') === true;
  }

  /** One of some names; `undefined` when it is not given, or given as unspecified. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = PARAMETER_TYPES[name]?.read(this.text(name) ?? '');
    return choices.find((each) => each === value);
  }

  /**
   * Throws the API's 400 when there is a parameter that neither this method nor every method has, or one whose value
   * cannot be read. All of them are in the one answer.
   */
  check(known: readonly string[]): void {
    const complaints = [...this.#params].map(([name, value]) => complaint(name, value, known));
    const violations = complaints.filter((each) => each !== undefined);
    if (violations.length > 0) throw badRequest(violations);
  }

  /** As it stood in the address, for the journal. */
  toString(): string {
    return this.#params.toString();
  }
}
