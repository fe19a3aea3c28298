import { err, ok, type Result } from 'neverthrow';
import { unescapeFormula } from '../export/formula-text.js';
import type { FieldType } from './import-kinds.js';

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/**
 * What a field of a CSV file says. Text that is no boolean or number stays text, so that the rule for the field itself
 * tells what is wrong with it. The error is a clause that follows the field's name.
 */
export function toValue(type: FieldType, text: string): Result<unknown, string> {
  switch (type) {
    case 'text':
      return ok(unescapeFormula(text));
    case 'boolean':
      return ok(BOOLEANS.get(text.trim().toLowerCase()) ?? text);
    case 'number':
      return ok(/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text);
    case 'json':
      return toJson(unescapeFormula(text));
    default:
      return type satisfies never;
  }
}

function toJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err('must be JSON');
  }
}
