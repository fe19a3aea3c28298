import type {
  InvalidInput,
  LearnerErased,
  QuizSync,
  SyncPlan,
  SyncRun,
  SyncStatus,
  VerifyReport,
} from '@quiz-sync/core';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.js';
import { askService, type ServiceAddress, type ServiceAnswer } from './ask-service.js';
import { followProgress } from './follow-progress.js';
import { refusedKey } from './refused-key.js';

/** What commands ask of syncing: of the application itself, or of a service that has it. */
export interface Syncing {
  syncStatus(): ResultAsync<SyncStatus, Failure>;
  forceSync(options: Parameters<QuizSync['forceSync']>[0]): ResultAsync<SyncRun, Failure>;
  verify(options: Parameters<QuizSync['verify']>[0]): ResultAsync<VerifyReport, Failure>;
  plan(): ResultAsync<SyncPlan, Failure>;
  /** Of the store alone. */
  eraseLearner(userId: string): ResultAsync<LearnerErased, InvalidInput | Failure>;
}

/** Milliseconds between two looks at how far a run has got. */
const LOOK_EVERY_MS = 1_000;

/** Syncing as a running service does it. How far a verification has got is not told: its answer comes when it has ended. */
export function remoteQuizSync(address: ServiceAddress, everyMs = LOOK_EVERY_MS): Syncing {
  const askFor = <T>(
    method: Parameters<typeof askService>[1],
    path: string,
    mark: keyof T & string,
  ): ResultAsync<T, Failure> =>
    askService(address, method, `/api/${path}`).andThen((answer) => documentIn<T>(answer, mark, address));
  const ask = <T>(method: 'GET' | 'POST', path: string, mark: keyof T & string) =>
    askFor<T>(method, `sync/${path}`, mark);
  const look = () => ask<SyncStatus>('GET', 'status', 'state');
  return {
    syncStatus: look,
    forceSync({ wait = false, onProgress } = {}) {
      const watch = new AbortController();
      if (wait && onProgress !== undefined)
        void followProgress({ look, onProgress, everyMs, ended: watch.signal });
      const end = () => watch.abort();
      return ask<SyncRun>('POST', `force?wait=${wait}`, 'run_id').andTee(end).orTee(end);
    },
    verify: ({ repair = false } = {}) => ask<VerifyReport>('POST', `verify?repair=${repair}`, 'findings'),
    plan: () => ask<SyncPlan>('GET', 'plan', 'cost'),
    eraseLearner: (userId) =>
      ResultAsync.fromSafePromise(import('./learner-path.js'))
        .andThen(({ learnerPath }) => learnerPath(userId))
        .andThen((path) => askFor<{ data: LearnerErased }>('DELETE', path, 'data'))
        .map(({ data }) => data),
  };
}

/** `mark`: a field by which the document is known. Its shape is the service's own promise. */
function documentIn<T>(
  { status, body }: ServiceAnswer,
  mark: string,
  address: ServiceAddress,
): Result<T, Failure> {
  const { url } = address;
  if (typeof body !== 'object' || body === null) return err(noService(url, status));
  if (status >= 200 && status < 300 && mark in body) return ok(withoutNulls(body) as T);
  return err('code' in body ? refusal(body, address) : noService(url, status));
}

/** What the service says of an error, for people and for the exit code. */
function refusal(body: object, address: ServiceAddress): Failure {
  const said = new Map<string, unknown>(Object.entries(body));
  const words = (name: string) => {
    const value = said.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const code = words('code') ?? 'internal_error';
  const message = [words('title'), words('detail')].filter((each) => each !== undefined).join(': ');
  return refusedKey(code, address) ?? { type: 'service_refused', code, message, remedy: words('remedy') };
}

function noService(url: string, status: number): Failure {
  return {
    type: 'usage',
    message: `--url ${url} is no Quiz Sync service: it answered ${status}, and not as one would`,
  };
}

/** Answers have every field, with `null` for what is not known; here that is `undefined`. */
function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutNulls(item)]));
}
