import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from '../world/command.ts';
import type { CommandSink, World } from '../world/world.ts';
import { readLines } from './line-reader.ts';
import { restoreRecord, type SnapshotRecord, snapshotRecords } from './snapshot-records.ts';

const HEADER = { format: 'sheets-emulator', version: 1 } as const;
const FLUSH_AT = 1 << 20;
const COMPACT_AT = 64 * (1 << 20);

/** Bytes of the two parts of the file. */
interface Sizes {
  readonly snapshot: number;
  readonly journal: number;
}

const NOTHING: Sizes = { snapshot: 0, journal: 0 };

type FileRecord = typeof HEADER | SnapshotRecord | { readonly kind: 'command'; readonly command: Command };

const isHeader = (record: unknown): boolean =>
  typeof record === 'object' && record !== null && 'format' in record && record.format === HEADER.format;

const parsed = (text: string): FileRecord | undefined => {
  try {
    return JSON.parse(text) as FileRecord;
  } catch {
    return undefined;
  }
};

/**
 * Keeps a world in a file of lines: first the state as it was at some time, then each change since, as a call to carry out
 * once more. A change is in the file before its answer is given, so that the end of the process at any moment loses
 * nothing that was answered; half a line at the end is what was being written then, and is cut off. When the changes
 * have grown long, the file is written anew beside the old one and takes its place.
 */
export class DataFile implements CommandSink {
  readonly #path: string;
  readonly #world: World;
  #handle: number;
  #sizes: Sizes;

  private constructor(path: string, world: World, sizes: Sizes) {
    this.#path = path;
    this.#world = world;
    this.#sizes = sizes;
    this.#handle = openSync(path, 'a');
  }

  /** Brings the world to what the file says, and keeps it there from now on. Makes the file when there is none. */
  static open(path: string, world: World): DataFile {
    mkdirSync(dirname(path), { recursive: true });
    const sizes = existsSync(path) ? load(path, world) : NOTHING;
    const file = new DataFile(path, world, sizes);
    if (sizes.snapshot === 0 || file.#isLong()) file.compact();
    world.journalTo(file);
    return file;
  }

  append(command: Command): void {
    const line = `${commandLine(command)}\n`;
    const { snapshot, journal } = this.#sizes;
    this.#sizes = { snapshot, journal: journal + writeAll(this.#handle, line) };
    if (this.#isLong()) this.compact();
  }

  /** Writes the state anew, without the history that led to it. */
  compact(): void {
    const fresh = `${this.#path}.new`;
    const handle = openSync(fresh, 'w');
    let lines = `${JSON.stringify(HEADER)}\n`;
    let bytes = 0;
    for (const record of snapshotRecords(this.#world.drive)) {
      lines += `${JSON.stringify(record)}\n`;
      if (lines.length < FLUSH_AT) continue;
      bytes += writeAll(handle, lines);
      lines = '';
    }
    bytes += writeAll(handle, lines);
    fsyncSync(handle);
    renameSync(fresh, this.#path);
    closeSync(this.#handle);
    this.#handle = handle;
    this.#sizes = { snapshot: bytes, journal: 0 };
  }

  close(): void {
    fsyncSync(this.#handle);
    closeSync(this.#handle);
  }

  #isLong(): boolean {
    return this.#sizes.journal > Math.max(COMPACT_AT, 2 * this.#sizes.snapshot);
  }
}

/** A line break in JSON is only ever between its parts, so it may become a space. */
const commandLine = (command: Command): string => {
  const { body, bodyText, ...rest } = command;
  if (bodyText === undefined) return JSON.stringify({ kind: 'command', command: { ...rest, body } });
  const head = JSON.stringify({ kind: 'command', command: rest }).slice(0, -2);
  return `${head},"body":${bodyText.replace(/[\r\n]+/g, ' ')}}}`;
};

const writeAll = (handle: number, text: string): number => {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
  return bytes.length;
};

/** Reads a file into the world. */
const load = (path: string, world: World): Sizes => {
  rmSync(`${path}.new`, { force: true });
  let good = 0;
  let snapshot = 0;
  for (const { text, end } of readLines(path)) {
    const record = parsed(text);
    if (record === undefined) break;
    if (good === 0 && !isHeader(record)) throw new Error(`${path} is not a data file of the Sheets emulator`);
    good = end;
    if ('kind' in record && record.kind === 'command') {
      world.perform(record.command);
      continue;
    }
    if ('kind' in record) restoreRecord(world.drive, record);
    snapshot = end;
  }
  truncateSync(path, good);
  return { snapshot, journal: good - snapshot };
};
