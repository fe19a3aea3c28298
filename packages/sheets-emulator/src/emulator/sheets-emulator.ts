import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Access } from '../access/access.ts';
import type { Quota } from '../access/quota.ts';
import type { FaultScript } from '../faults/fault-script.ts';
import type { ApiParts } from '../http/api-handler.ts';
import type { Page } from '../http/page.ts';
import type { DataFile } from '../persist/data-file.ts';
import type { Call, CallCounts } from './call-log.ts';
import { People } from './people.ts';
import { SpreadsheetView } from './spreadsheet-view.ts';

/** A running emulator. */
export class SheetsEmulator {
  /** The host's address and the port: `http://127.0.0.1:40123`. Clients take it as their root URL. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Who may call, and what they may see. */
  readonly access: Access;
  /** Calls a minute; off until it is turned on. */
  readonly quota: Quota;
  /** What is to go wrong. */
  readonly faults: FaultScript;
  readonly #parts: ApiParts;
  readonly #server: Server;
  readonly #page: Page;
  readonly #dataFile: DataFile | undefined;

  constructor(parts: ApiParts, server: Server, page: Page, dataFile: DataFile | undefined) {
    const address = server.address() as AddressInfo;
    this.#page = page;
    this.#parts = parts;
    this.#server = server;
    this.#dataFile = dataFile;
    this.access = parts.access;
    this.quota = parts.quota;
    this.faults = parts.faults;
    this.port = address.port;
    this.host = address.address;
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    this.url = `http://${host}:${address.port}`;
  }

  /** The calls that were made, the last at the end. Those of the control endpoint and for tokens are not among them. */
  get calls(): readonly Call[] {
    return this.#parts.log.calls;
  }

  /** How many calls were made of each kind, and their bytes. */
  get counts(): CallCounts {
    return this.#parts.log.counts;
  }

  clearCalls(): void {
    this.#parts.log.clear();
  }

  /** People at work in a spreadsheet. */
  people(spreadsheetId: string): People {
    return new People(this.#parts.world, spreadsheetId, this.#parts.seed, this.#parts.now);
  }

  /** A look at a spreadsheet, or at none with an error. */
  spreadsheet(spreadsheetId: string): SpreadsheetView {
    const spreadsheet = this.#parts.world.drive.spreadsheet(spreadsheetId);
    if (spreadsheet === undefined) throw new Error(`no spreadsheet ${spreadsheetId}`);
    return new SpreadsheetView(spreadsheet);
  }

  /** The ids of all spreadsheets, the one that was changed last in front. */
  get spreadsheetIds(): readonly string[] {
    return this.#parts.world.drive
      .list()
      .flatMap((file) => (file.spreadsheet === undefined ? [] : [file.id]));
  }

  /** Makes a spreadsheet with one tab, `Sheet1`, and returns its id. No call is logged. */
  createSpreadsheet(title: string): string {
    const answer = this.#parts.world.perform({
      operation: 'sheets.spreadsheets.create',
      params: {},
      query: 'fields=spreadsheetId',
      body: { properties: { title } },
      caller: 'person@example.com',
      now: this.#parts.now(),
      seed: this.#parts.seed(),
    }) as { readonly spreadsheetId: string };
    return answer.spreadsheetId;
  }

  /** Settles when no call that was put off by a fault is still to be carried out. */
  idle(): Promise<void> {
    return this.#parts.late.idle();
  }

  /** Writes the data file anew, without its history. It does so by itself when the history has grown long. */
  compact(): void {
    this.#dataFile?.compact();
  }

  /** Stops listening, ends all connections, gives up what was put off, and closes the data file. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#parts.late.giveUp();
    this.#page.close();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
    this.#dataFile?.close();
  }
}
