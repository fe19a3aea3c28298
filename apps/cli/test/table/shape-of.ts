import { expect } from 'vitest';
import type { JsonShape } from '../../src/json-shapes.js';

/** What a value has to be that is of this shape; every field has to be there, and no other. */
export function ofShape(shape: JsonShape): unknown {
  if (typeof shape === 'string') return expect.toSatisfy((value) => isOf(shape, value), `to be ${shape}`);
  if (isList(shape)) {
    const [item, ...orNull] = shape;
    if (orNull.length > 0) return orNullOf(item);
    const wanted = ofShape(item);
    return expect.toSatisfy((value) => Array.isArray(value) && value.every((each) => isEqual(each, wanted)));
  }
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, ofShape(field)]));
}

function isList(shape: JsonShape): shape is readonly [JsonShape] | readonly [JsonShape, null] {
  return Array.isArray(shape);
}

function orNullOf(shape: JsonShape): unknown {
  return expect.toSatisfy((value) => value === null || isEqual(value, ofShape(shape)));
}

function isOf(shape: string, value: unknown): boolean {
  if (shape.endsWith('?') && value === null) return true;
  const name = shape.replace('?', '');
  if (name === 'time') return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return name === 'text' ? typeof value === 'string' : typeof value === name;
}

function isEqual(value: unknown, wanted: unknown): boolean {
  expect(value).toEqual(wanted);
  return true;
}
