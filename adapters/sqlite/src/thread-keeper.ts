import type { AvailabilityOptions } from '@quiz-sync/core';
import { StoreNotOpened } from '@quiz-sync/core/light';
import { type Conversation, cannotAnswer, endConversation, unavailable } from './conversation.js';
import type { Outcome } from './worker/outcome.js';

/**
 * Sees to it that there is a thread to talk to.
 *
 * It is *open* while its thread lives. When the thread dies, or the file could not be opened, it *waits*: 100 ms at first,
 * twice as long after each failure, 5 s at most. Then it *tries*: a new thread opens the file, and it is open again, or it
 * waits again. It never gives up, since a disk may be mounted a day later. `close` ends it from anywhere. Nothing is asked
 * again of a new thread that an old one did not answer: only the caller knows whether that is right.
 */
export interface ThreadKeeper {
  /** Hands the question to the thread; answers `store_unavailable` while there is none. */
  ask(question: (conversation: Conversation) => Promise<Outcome>): Promise<Outcome>;
  /** Waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

/** `whenUnavailable` is about the first thread: any later one is waited for. */
export interface KeeperOptions extends AvailabilityOptions {
  /** Milliseconds. */
  readonly waits?: { readonly first: number; readonly longest: number };
}

/** Opens a thread; `isReopening` when one has been open before. Rejects with {@link StoreNotOpened}. */
export type OpenThread = (isReopening: boolean) => Promise<Conversation>;

interface Keeper {
  readonly open: OpenThread;
  readonly options: KeeperOptions;
  conversation: Conversation | undefined;
  /** What is answered while there is nobody to ask. */
  message: string;
  wasOpen: boolean;
  failures: number;
  timer: NodeJS.Timeout | undefined;
  trying: Promise<void> | undefined;
  isClosed: boolean;
}

const WAITS = { first: 100, longest: 5_000 };

export async function keepThread(open: OpenThread, options: KeeperOptions = {}): Promise<ThreadKeeper> {
  const keeper: Keeper = {
    ...{ open, options, conversation: undefined, message: '', timer: undefined },
    ...{ trying: undefined, wasOpen: false, failures: 0, isClosed: false },
  };
  try {
    take(keeper, await open(false));
  } catch (error) {
    const mayPass = error instanceof StoreNotOpened && error.reason === 'unavailable';
    if (options.whenUnavailable !== 'wait' || !mayPass) throw error;
    lose(keeper, error.message);
  }
  return {
    ask: (question) =>
      keeper.conversation === undefined
        ? Promise.resolve(unavailable(keeper.message))
        : question(keeper.conversation),
    close: () => close(keeper),
  };
}

function take(keeper: Keeper, conversation: Conversation): void {
  const isBack = keeper.wasOpen || keeper.failures > 0;
  keeper.conversation = conversation;
  keeper.wasOpen = true;
  if (isBack)
    keeper.options.onAvailability?.({ isAvailable: true, message: 'The SQLite store is open again' });
  void conversation.ended.then(() => {
    if (keeper.isClosed) return;
    keeper.conversation = undefined;
    // A thread that dies before it has done anything would otherwise be started ten times a second.
    if (conversation.hasAnswered) keeper.failures = 0;
    lose(keeper, cannotAnswer(conversation.gone ?? 'its thread has ended'));
  });
}

function lose(keeper: Keeper, message: string): void {
  if (keeper.isClosed) return;
  const isNews = keeper.failures === 0 || message !== keeper.message;
  keeper.message = message;
  if (isNews) keeper.options.onAvailability?.({ isAvailable: false, message });
  const { first, longest } = keeper.options.waits ?? WAITS;
  const wait = Math.min(first * 2 ** keeper.failures, longest);
  keeper.failures += 1;
  keeper.timer = setTimeout(() => {
    keeper.trying = tryAgain(keeper);
  }, wait);
  keeper.timer.unref();
}

async function tryAgain(keeper: Keeper): Promise<void> {
  try {
    const conversation = await keeper.open(keeper.wasOpen);
    if (keeper.isClosed) await endConversation(conversation);
    else take(keeper, conversation);
  } catch (error) {
    lose(keeper, error instanceof Error ? error.message : String(error));
  }
}

async function close(keeper: Keeper): Promise<void> {
  keeper.isClosed = true;
  keeper.message = cannotAnswer('it is closed');
  clearTimeout(keeper.timer);
  if (keeper.conversation !== undefined) await endConversation(keeper.conversation);
  await keeper.trying;
}
