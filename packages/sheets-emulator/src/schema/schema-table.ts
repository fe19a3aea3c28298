/**
 * The messages of the API by name, and their fields by name. A field's type is a short code: `string`, `int`, `number`,
 * `boolean`, `any`, `@Message`, `=ONE|OTHER` (an enumeration), `[` and a code (a list), `{` and a code (a map).
 */
export type SchemaTable = Readonly<Record<string, Readonly<Record<string, string>>>>;
