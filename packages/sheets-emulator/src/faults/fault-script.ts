import type { CallKind } from '../api/operation.ts';
import { Random } from '../model/random.ts';
import type { FaultEffect, FaultMatch, FaultSpec } from './fault.ts';

/** What faults are chosen by. */
export interface CallFacts {
  readonly method: string;
  readonly operation: string;
  readonly kind: CallKind;
  readonly path: string;
}

/** A fault that was added, and how far it is. */
export interface ActiveFault {
  readonly id: number;
  readonly spec: FaultSpec;
  /** So many calls were hit. */
  readonly hits: number;
}

interface Entry {
  readonly id: number;
  readonly spec: FaultSpec;
  skip: number;
  left: number;
  hits: number;
}

const fitsName = (pattern: string, name: string): boolean => {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(name);
};

const fits = (match: FaultMatch, call: CallFacts): boolean => {
  if (match.method !== undefined && match.method.toUpperCase() !== call.method) return false;
  if (match.kind !== undefined && match.kind !== call.kind) return false;
  if (match.operation !== undefined && !fitsName(match.operation, call.operation)) return false;
  return match.path === undefined || call.path.includes(match.path);
};

/** The faults that are to come. The first added that fits a call hits it; it hits with one fault at most. */
export class FaultScript {
  #entries: Entry[] = [];
  #nextId = 1;
  #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** Adds a fault behind those there are. Returns its id. */
  add(spec: FaultSpec): number {
    const id = this.#nextId++;
    const left = spec.times === 'always' ? Number.POSITIVE_INFINITY : (spec.times ?? 1);
    this.#entries.push({ id, spec, skip: spec.skip ?? 0, left, hits: 0 });
    return id;
  }

  /** Takes a fault back; `false` when there is none with the id. */
  remove(id: number): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    return this.#entries.length < before;
  }

  clear(): void {
    this.#entries = [];
  }

  /** Starts the numbers for probabilities anew. */
  seed(seed: number): void {
    this.#random = new Random(seed);
  }

  list(): readonly ActiveFault[] {
    return this.#entries.map(({ id, spec, hits }) => ({ id, spec, hits }));
  }

  /** What is to happen to a call; `undefined` when nothing is. Counts it as hit. */
  take(call: CallFacts): FaultEffect | undefined {
    for (const entry of this.#entries) {
      const { spec } = entry;
      if (entry.left <= 0 || !fits(spec.match ?? {}, call)) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      if (spec.probability !== undefined && this.#random.next() >= spec.probability) continue;
      entry.left -= 1;
      entry.hits += 1;
      return spec.effect;
    }
    return undefined;
  }
}
