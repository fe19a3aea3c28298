import type { StoreError } from '@quiz-sync/core';

/** Why a store cannot be opened, in one line for people, with what to do about it. */
export class Refusal extends Error {
  readonly type: StoreError['type'];

  constructor(type: StoreError['type'], reason: string, remedy: string) {
    super(`${reason}. ${remedy}`);
    this.name = 'Refusal';
    this.type = type;
  }
}
