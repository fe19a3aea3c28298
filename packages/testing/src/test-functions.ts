/** What a suite says about a value; the part of vitest's and jest's matchers that the suites use. */
export interface Matchers {
  readonly not: Matchers;
  toBe(expected: unknown): void;
  /** Properties that are `undefined` and properties that are missing are equal. */
  toEqual(expected: unknown): void;
  /** The same, but a missing property is not an `undefined` one. */
  toStrictEqual(expected: unknown): void;
  toMatchObject(expected: object): void;
  toHaveLength(length: number): void;
  toContain(item: unknown): void;
  toBeUndefined(): void;
  toBeGreaterThan(bound: number): void;
  toBeGreaterThanOrEqual(bound: number): void;
  toBeLessThanOrEqual(bound: number): void;
}

/**
 * The test runner's functions, handed to a contract suite, so that suites belong to no runner: vitest's fit as they are
 * (`import { describe, it, expect, beforeEach, afterEach } from 'vitest'`).
 */
export interface TestFunctions {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void | Promise<void>): unknown;
  expect(actual: unknown, message?: string): Matchers;
  beforeEach(body: () => void | Promise<void>): unknown;
  afterEach(body: () => void | Promise<void>): unknown;
}
