import { createQuizSync, type QuizSync, type Scheduler, type SheetsPort, type Store } from '@quiz-sync/core';
import { countingIds, type FakeClock, type ManualScheduler, manualScheduler } from '@quiz-sync/testing';
import { err } from 'neverthrow';
import { DAYS_ZONE, TOPIC_COURSES } from './expected-rows.ts';
import { type Life, newLife } from './mortal.ts';

/** One process of the application, from its start to its death. */
export interface Instance {
  readonly name: string;
  readonly quizSync: QuizSync;
  readonly scheduler: ManualScheduler;
  readonly life: Life;
  /** A run is on. */
  running: boolean;
}

export interface InstanceParts {
  readonly store: Store;
  readonly sheets: SheetsPort;
  readonly clock: FakeClock;
  /** Where bugs are noted: a scheduler takes a task that throws for one that failed. */
  readonly failures: unknown[];
}

/** Starts a process. `birth` tells it from all others of its name, so that no two make the same id. */
export function startInstance(parts: InstanceParts, name: string, birth: number): Instance {
  const life = newLife();
  const scheduler = manualScheduler();
  const quizSync = createQuizSync({
    store: life.guard(parts.store, err({ type: 'store_unavailable', message: 'down (scripted)' })),
    sheets: mortalSheets(parts.sheets, life),
    scheduler: tellingScheduler(scheduler, parts.failures),
    clock: parts.clock,
    ids: countingIds(`${name}x${birth}y`),
    settings: { instance: name, timeZone: DAYS_ZONE.name, topicCourses: TOPIC_COURSES },
  });
  return { name, quizSync, scheduler, life, running: false };
}

function mortalSheets(sheets: SheetsPort, life: Life): SheetsPort {
  const { read, write } = sheets;
  const calls = life.guard({ read, write }, err({ type: 'unavailable', message: 'down (scripted)' }));
  return { ...calls, read: calls.read, write: calls.write, target: sheets.target, describe: sheets.describe };
}

function tellingScheduler(scheduler: ManualScheduler, failures: unknown[]): Scheduler {
  return {
    ...scheduler,
    start: (task) =>
      scheduler.start(async (context) => {
        try {
          return await task(context);
        } catch (error) {
          failures.push(error);
          throw error;
        }
      }),
  };
}
