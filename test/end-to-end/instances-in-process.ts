import { silentLog } from '@quiz-sync/core';
import { present } from '@quiz-sync/express';
import {
  type Application,
  loadConfiguration,
  openApplication,
  openStoreApplication,
  type RunningServer,
  startServer,
} from '@quiz-sync/server';
import { type FollowedStatus, followStatus } from './follow-status.ts';

/** What `GET /api/sync/status` answers. */
export type ToldStatus = Readonly<Record<string, unknown>>;

/** Instances on one store, each composed as the service composes itself, with no memory in common but this process. */
export interface Instances {
  /** Services that listen. */
  readonly urls: readonly string[];
  /** The status as each of the services answers it, and one more instance that nobody ever asked for a run. */
  statuses(): Promise<readonly ToldStatus[]>;
  /** What the last of the services tells by its events. */
  readonly followed: FollowedStatus;
  /** Stores a submission of this learner, and asks nobody to sync it. */
  storeSilently(userId: string): Promise<void>;
  close(): Promise<void>;
}

export async function openInstances(count: number, env: Record<string, string>): Promise<Instances> {
  const configuration = loadConfiguration({ env: { ...env, PORT: '0' } })._unsafeUnwrap();
  const services: RunningServer[] = [];
  // One after the other, as a rolling start does: the first makes the store.
  while (services.length < count)
    services.push((await startServer(configuration, { log: silentLog }))._unsafeUnwrap());
  const silent = (await openApplication(configuration, { role: 'command', log: silentLog }))._unsafeUnwrap();
  const intake = (await openStoreApplication(configuration, { mustExist: false }))._unsafeUnwrap();
  const urls = services.map(({ url }) => url);
  const followed = followStatus(urls.at(-1) ?? '');

  return {
    urls,
    statuses: () => Promise.all([...urls.map(statusAt), statusOf(silent)]),
    followed,
    async storeSilently(userId) {
      (await intake.quizSync.submitQuiz(aSubmission(userId)))._unsafeUnwrap();
    },
    async close() {
      await followed.end();
      await Promise.all([...services, silent, intake].map((each) => each.close()));
    },
  };
}

async function statusAt(url: string): Promise<ToldStatus> {
  return (await (await fetch(`${url}/api/sync/status`)).json()) as ToldStatus;
}

async function statusOf({ quizSync }: Application): Promise<ToldStatus> {
  // As it goes over the wire.
  return JSON.parse(JSON.stringify(present((await quizSync.syncStatus())._unsafeUnwrap())));
}

function aSubmission(user_id: string) {
  const response = { quiz_id: 'q1', topic: 'Fractions', selected_option: 'A', correct: true };
  return { user_id, quiz_type: 'micro', responses: [response] };
}
