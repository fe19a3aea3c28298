import { setTimeout as passed } from 'node:timers/promises';
import { seededRandom } from '../end-to-end/answers.ts';
import type { SubmissionBody } from '../end-to-end/submissions.ts';
import { type InstanceProcess, type Shared, startInstance } from './instance-process.ts';
import type { Answer } from './messages.ts';

/** Many instances on one store and one spreadsheet. */
export interface Crowd extends AsyncDisposable {
  /** So many times at once, by turns over all; answers how often there was which answer. */
  sendAtOnce(body: SubmissionBody, times: number): Promise<Record<string, number>>;
  /** To one after the other, until one has stored it. */
  send(body: SubmissionBody): Promise<void>;
  /** SIGKILL of one by chance, which is started again. */
  killAnyone(): Promise<void>;
  /** The same of whoever is writing to the spreadsheet. */
  killWriter(): Promise<void>;
  /** Stops whoever is writing, until another has taken over; then it goes on where it was. */
  pauseWriter(): Promise<void>;
  /** For each: asks what it says of the sync: `in_sync`, or else. */
  states(): (() => Promise<string>)[];
}

/** Starting at once, to be kind to the machine. */
const STARTS_AT_ONCE = 4;
/** Milliseconds between looks at who holds the lease: shorter than any call to the spreadsheet takes with its wait. */
const LOOK_MS = 10;
/** How long another may take to take over, milliseconds: a lease and Redis's patience together, on a busy machine. */
const OVERTAKEN_MS = 45_000;
/** A run is under way for longer, mostly waiting for its quota. Milliseconds. */
const INTO_RUN_MS = 400;
/** Milliseconds before another is asked when one could not store. */
const NEXT_MS = 5;

export async function startCrowd(size: number, shared: Shared, seed: number): Promise<Crowd> {
  const random = seededRandom(seed);
  const instances: InstanceProcess[] = [];
  let turn = 0;
  let starts = 0;

  /** No two processes ever have one name, as none have in service. */
  async function start(place: number): Promise<void> {
    starts += 1;
    instances[place] = await startInstance(shared, `${place}-${starts}`);
  }

  async function startAll(): Promise<void> {
    await start(0); // It makes the store.
    const places = Array.from({ length: size - 1 }, (_, index) => index + 1);
    const startNext = async (): Promise<void> => {
      for (let place = places.shift(); place !== undefined; place = places.shift()) await start(place);
    };
    await Promise.all(Array.from({ length: STARTS_AT_ONCE }, startNext));
  }

  function next(): InstanceProcess {
    turn += 1;
    return instances[turn % size] as InstanceProcess;
  }

  async function killAndRestart(place: number): Promise<void> {
    await instances[place]?.kill();
    await start(place);
  }

  async function holder(): Promise<string | undefined> {
    const answer = await next().ask({ type: 'status' });
    return answer.type === 'status' ? answer.holder : undefined;
  }

  /** Stops whoever holds the lease; only one that then still holds it has been stopped while writing. */
  async function stopWriter(): Promise<number> {
    for (;;) {
      const name = await holder();
      const place = instances.findIndex((each) => each.name === name);
      if (place !== -1) {
        await passed(random() * INTO_RUN_MS);
        instances[place]?.pause();
        if ((await holderForSure()) === name) return place;
        instances[place]?.wake();
      }
      await passed(LOOK_MS);
    }
  }

  async function holderForSure(): Promise<string | undefined> {
    for (;;) {
      const answer = await next().ask({ type: 'status' });
      if (answer.type === 'status') return answer.holder;
      await passed(NEXT_MS);
    }
  }

  /** Whether another got the lease in time. None does while the one that stands still has the store itself locked. */
  async function isOvertaken({ name }: InstanceProcess): Promise<boolean> {
    const began = performance.now();
    while (performance.now() - began < OVERTAKEN_MS) {
      const now = await holder();
      if (now !== undefined && now !== name) return true;
      await passed(LOOK_MS);
    }
    return false;
  }

  await startAll();
  return {
    async sendAtOnce(body, times) {
      const answers: Record<string, number> = {};
      const ask = async (): Promise<void> => {
        const words = wordsOf(await next().ask({ type: 'submit', body }));
        answers[words] = (answers[words] ?? 0) + 1;
      };
      await Promise.all(Array.from({ length: times }, ask));
      return answers;
    },
    async send(body) {
      for (;;) {
        const answer = await next().ask({ type: 'submit', body });
        if (answer.type === 'stored' || answer.type === 'repeat') return;
        // That the store has more to do than it can passes; nothing else may be the matter.
        if (answer.type === 'refused' && answer.error !== 'store_unavailable') throw new Error(answer.error);
        await passed(NEXT_MS);
      }
    },
    killAnyone: () => killAndRestart(Math.floor(random() * size)),
    killWriter: async () => killAndRestart(await stopWriter()),
    async pauseWriter() {
      for (let isTakenOver = false; !isTakenOver; ) {
        const paused = instances[await stopWriter()] as InstanceProcess;
        isTakenOver = await isOvertaken(paused);
        paused.wake();
      }
    },
    states: () => instances.map((instance) => () => stateOf(instance)),
    async [Symbol.asyncDispose]() {
      await Promise.all(instances.map((each) => each.kill()));
    },
  };
}

async function stateOf(instance: InstanceProcess): Promise<string> {
  const answer = await instance.ask({ type: 'status' });
  return answer.type === 'status' ? answer.state : wordsOf(answer);
}

function wordsOf(answer: Answer): string {
  return answer.type === 'refused' ? answer.error : answer.type;
}
