import path from 'node:path';
import { ok, type Result } from 'neverthrow';
import type { CommandContext } from '../context.js';
import type { FileFailed } from '../failure.js';
import type { Unfinished } from '../unfinished.js';
import { type KeptSettings, keepSettings, type MayReplace } from './configuration-file.js';

/** Writes down what is decided, as it is decided. */
export interface Keeper {
  /** Of the configuration: where keys are looked for, too. */
  readonly folder: string;
  keep(toKeep: Readonly<Record<string, string>>): Promise<Result<unknown, FileFailed>>;
  soFar(): KeptSettings;
}

/** `saves`: false keeps nothing. What somebody else wrote is replaced after a question only; in a script not at all. */
export function keeperOf(
  { askWhether, saidYes, json, stop }: CommandContext,
  { configFile }: Unfinished,
  saves: boolean,
): Keeper {
  const written = new Set<string>();
  const left = new Set<string>();
  const file = path.resolve(configFile);
  const mayReplace: MayReplace = async (name, old, now) => {
    if (saidYes || written.has(name)) return true;
    if (askWhether === undefined || json || left.has(name)) return false;
    const may = await askWhether(`${configFile} has ${name} ${old}. Write ${now} instead?`);
    return stop.aborted ? undefined : may;
  };
  return {
    folder: path.dirname(file),
    async keep(toKeep) {
      if (!saves) return ok(undefined);
      const kept = await keepSettings(file, toKeep, mayReplace);
      if (kept.isOk()) {
        for (const name of kept.value.written) written.add(name);
        for (const name of kept.value.left) left.add(name);
      }
      return kept;
    },
    soFar: () => ({ file: configFile, written: [...written], left: [...left] }),
  };
}
