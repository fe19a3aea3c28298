import type { ApiKey, QuizSync } from '@quiz-sync/core';
import type { Configuration, ExplainedSetting, OpenedSheets, StoreLocation } from '@quiz-sync/server';
import type { Result, ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.js';

/**
 * What there is to look at. Settings that have nothing to do with a thing keep nobody from looking at it: a wrong PORT
 * is told, and the store is looked at.
 */
export interface Examined {
  /** `24.21.0` */
  readonly nodeVersion: string;
  readonly configuration: Result<readonly ExplainedSetting[], Failure>;
  /** What is surely not meant in a configuration that can be used. */
  readonly warnings: readonly string[];
  /** `undefined`: the configuration does not say, or wrongly. */
  readonly store: StoreLocation | undefined;
  /** Likewise. */
  readonly scheduler: Configuration['scheduler'] | undefined;
  /**
   * Opens the spreadsheet by itself; `undefined` when it is a local one that has not been made. The caller closes it
   * before it asks for `quizSync`.
   */
  sheets(): ResultAsync<OpenedSheets | undefined, Failure>;
  /** The HTTP service as it would be started; `undefined` when its configuration cannot be used. */
  readonly service?: ExaminedService | undefined;
  /** Opens the application, which makes what is missing of its store. It is closed with the composition. */
  quizSync(): ResultAsync<QuizSync, Failure>;
}

export interface ExaminedService {
  readonly configuration: Configuration;
  /** All API keys that the store holds. Opens the application, as `quizSync` does. */
  apiKeys(): ResultAsync<readonly ApiKey[], Failure>;
}
