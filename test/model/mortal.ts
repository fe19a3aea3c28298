import { ResultAsync } from 'neverthrow';

/** What is to happen at one call of an instance to its store or its spreadsheet. */
export type Fate =
  /** The process is killed: before the call reaches anybody, or after it took effect and before its answer is seen. */
  | { readonly type: 'die'; readonly when: 'before' | 'after' }
  /** The call is refused, and changes nothing. */
  | { readonly type: 'fail' }
  /** Something else happens first. */
  | { readonly type: 'meanwhile'; readonly act: () => Promise<void> };

export const DIED = Symbol('died');

/** The life of one process: its calls are counted, and at any of them it can be struck. */
export interface Life {
  /** Resolves when it is killed. Whatever it was doing never goes on. */
  readonly died: Promise<typeof DIED>;
  /** Has `fate` happen at the call after the next `calls`. */
  plan(calls: number, fate: Fate): void;
  /** Takes back what was planned and has not happened. */
  spare(): void;
  /** The same object with all its methods, and those of its parts, under this life. They must answer ResultAsync. */
  guard<Part extends object>(part: Part, refusal: unknown): Part;
}

type Call = () => PromiseLike<unknown>;

export function newLife(): Life {
  const planned: { calls: number; fate: Fate }[] = [];
  const { promise: died, resolve: die } = Promise.withResolvers<typeof DIED>();
  let dead = false;

  function kill(): Promise<never> {
    dead = true;
    die(DIED);
    return new Promise(() => undefined);
  }

  function nextFate(): Fate | undefined {
    for (const each of planned) each.calls -= 1;
    const index = planned.findIndex(({ calls }) => calls < 0);
    return index === -1 ? undefined : planned.splice(index, 1)[0]?.fate;
  }

  async function strike(call: Call, refusal: unknown): Promise<unknown> {
    if (dead) return kill();
    const fate = nextFate();
    if (fate?.type === 'fail') return new ResultAsync(Promise.resolve(refusal as never));
    if (fate?.type === 'meanwhile') await fate.act();
    if (dead || (fate?.type === 'die' && fate.when === 'before')) return kill();
    const answer = await call();
    return dead || fate?.type === 'die' ? kill() : answer;
  }

  function guard<Part extends object>(part: Part, refusal: unknown): Part {
    return new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'function') {
          return (...args: unknown[]) =>
            new ResultAsync(strike(() => Reflect.apply(member, target, args), refusal) as Promise<never>);
        }
        return typeof member === 'object' && member !== null ? guard(member, refusal) : member;
      },
    });
  }

  return {
    died,
    plan: (calls, fate) => void planned.push({ calls, fate }),
    spare: () => void planned.splice(0),
    guard,
  };
}
