import { ApiError, invalid } from './api-error.ts';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const upperCamel = (name: string): string => name.replace(/^[a-z]/, (letter) => letter.toUpperCase());

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

/** The parameters of a call's address. */
export class Query {
  readonly #params: URLSearchParams;

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  text(name: string): string | undefined {
    const value = this.#params.get(name);
    return value === null || value === '' ? undefined : value;
  }

  all(name: string): readonly string[] {
    return this.#params.getAll(name);
  }

  flag(name: string): boolean {
    const value = this.text(name);
    if (value === undefined) return false;
    if (/^(true|1)$/i.test(value)) return true;
    if (/^(false|0)$/i.test(value)) return false;
    throw invalid(`Invalid value at '${snakeCase(name)}' (TYPE_BOOL), "${value}"`);
  }

  /** One of some names; `undefined` when it is not given, or given as unspecified. */
  choice<T extends string>(name: string, choices: readonly T[], type = upperCamel(name)): T | undefined {
    const value = this.text(name);
    if (value === undefined || value.endsWith('_UNSPECIFIED')) return undefined;
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return chosen;
    throw invalid(
      `Invalid value at '${snakeCase(name)}' (type.googleapis.com/google.apps.sheets.v4.${type}), "${value}"`,
    );
  }

  /** Throws the API's 400 when there is a parameter that neither this method nor every method has. */
  checkNames(known: readonly string[]): void {
    for (const name of new Set(this.#params.keys())) {
      const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      if (COMMON.has(name) || known.includes(camel)) continue;
      const description = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`;
      throw new ApiError(400, description, [
        { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ description }] },
      ]);
    }
  }

  /** As it stood in the address, for the journal. */
  toString(): string {
    return this.#params.toString();
  }
}
