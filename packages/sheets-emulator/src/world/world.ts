import type { Operation } from '../api/operation.ts';
import { OPERATIONS } from '../api/operations.ts';
import { Query } from '../api/query.ts';
import { Drive } from '../model/drive.ts';
import { Random } from '../model/random.ts';
import type { SpreadsheetRules } from '../model/spreadsheet.ts';
import { checkDriveFields } from '../render/drive-fields.ts';
import { applyFieldMask, parseFieldMask } from '../render/field-mask.ts';
import { checkResponseMask } from '../schema/check-response-mask.ts';
import type { Command } from './command.ts';

/** Takes down what was done. Returns when it is safe from the end of this process. */
export interface CommandSink {
  append(command: Command): void;
}

/** Everything that the emulator keeps, and the one door to it. Knows nothing of HTTP, faults or files. */
export class World {
  readonly drive: Drive;
  #sink: CommandSink | undefined;
  readonly #listeners: (() => void)[] = [];
  readonly #operations = new Map<string, Operation>(OPERATIONS.map((each) => [each.id, each]));

  constructor(rules: SpreadsheetRules) {
    this.drive = new Drive(rules);
  }

  /** From now on, every change is handed to `sink` before its answer is given. */
  journalTo(sink: CommandSink): void {
    this.#sink = sink;
  }

  /** `listener` is called after each change, until the world is gone. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Carries out one call. What is changed is changed whole or not at all, and written to the journal. Throws an
   * `ApiError` when the API would refuse.
   */
  perform(command: Command): unknown {
    const operation = this.#operations.get(command.operation);
    if (operation === undefined) throw new Error(`no operation ${command.operation}`);
    const query = new Query(new URLSearchParams(command.query));
    if (operation.query !== undefined) query.check(operation.query);
    const fields = query.text('fields');
    const mask = parseFieldMask(fields);
    if (operation.answer !== undefined) checkResponseMask(operation.answer, mask, fields ?? '');
    else checkDriveFields(operation.id, mask);
    const answer = operation.run(this.drive, {
      params: command.params,
      query,
      body: command.body,
      caller: { email: command.caller, everything: command.person },
      now: command.now,
      random: new Random(command.seed),
    });
    if (operation.changes) {
      this.#sink?.append(command);
      for (const listener of this.#listeners) listener();
    }
    return applyFieldMask(answer, mask);
  }
}
