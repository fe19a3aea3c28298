import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { ALL_POINTS, type KillPoint } from '../kill-points.ts';

/**
 * What happens to the process at a point. `hold` stops the one call there, until it is told to go on; `end thread` ends
 * the thread of the store alone, at a point of its own.
 */
export type Action = 'kill' | 'terminate' | 'hold' | 'end thread';

/** At which passage of which point what happens; the first passage is 1. */
export interface Ambush {
  readonly point: KillPoint;
  readonly action: Action;
  readonly passage?: number;
}

const ACTIONS: readonly Action[] = ['kill', 'terminate', 'hold', 'end thread'];
const NAME = 'quiz-sync: which point is armed';
const [POINT, ACTION, LEFT] = [0, 1, 2];

/** Memory that the thread of the store shares, since it hears no message while it is at work. */
const armed = sharedMemory();

function sharedMemory(): Int32Array<SharedArrayBuffer> {
  if (!isMainThread) return new Int32Array(getEnvironmentData(NAME) as SharedArrayBuffer);
  const buffer = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(NAME, buffer);
  return new Int32Array(buffer).fill(-1);
}

const numberOf = new Map(ALL_POINTS.map((point, index) => [point, index]));

export function arm({ point, action, passage = 1 }: Ambush): void {
  Atomics.store(armed, ACTION, ACTIONS.indexOf(action));
  Atomics.store(armed, LEFT, passage);
  Atomics.store(armed, POINT, numberOf.get(point) ?? -1);
}

export function disarm(): void {
  Atomics.store(armed, POINT, -1);
}

/** Whether what was armed has happened. */
export function wasPassed(): boolean {
  return Atomics.load(armed, POINT) !== -1 && Atomics.load(armed, LEFT) < 1;
}

/** Does at `point` what was armed there, once; answers whether the caller is to wait. */
export function passThrough(point: KillPoint): 'go on' | 'wait' {
  const number = numberOf.get(point);
  if (number === undefined) throw new Error(`kill-points.ts does not know ${point}`);
  if (Atomics.load(armed, POINT) !== number) return 'go on';
  if (Atomics.sub(armed, LEFT, 1) !== 1) return 'go on';
  const action = ACTIONS[Atomics.load(armed, ACTION)];
  if (action === 'hold') return 'wait';
  if (action === 'end thread') process.exit(1);
  process.kill(process.pid, action === 'terminate' ? 'SIGTERM' : 'SIGKILL');
  return 'go on';
}
