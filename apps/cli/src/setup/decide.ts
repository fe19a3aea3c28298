import path from 'node:path';
import type { Configuration } from '@quiz-sync/server';
import { err, ok, type Result } from 'neverthrow';
import { usage } from '../command-line/usage-failure.js';
import type { Failure } from '../failure.js';
import type { Unfinished } from '../unfinished.js';
import { chooseKey, type KeyChoice, keyWords } from './choose-key.js';
import { askForEmulated, askForSpreadsheet } from './choose-spreadsheet.js';
import { readKeyFile } from './key-file.js';
import type { Talk } from './talk.js';

/** What is to be used, and what of it nobody had written down. */
export interface Decision {
  readonly place: 'google' | 'emulator' | 'local';
  readonly account: string | undefined;
  /** The key, where it is a file. */
  readonly keyFile: string | undefined;
  /** By their names in the configuration file. */
  readonly toKeep: Readonly<Record<string, string>>;
  /** `undefined`: none yet, so that one is made. */
  readonly spreadsheetId: string | undefined;
  /** Whether it was just asked for, and may be asked for again. */
  readonly isAnswer: boolean;
}

/** What was typed. */
export interface Wishes {
  readonly local: boolean;
  /** Whether a spreadsheet is to be made when none is named. */
  readonly makesOne: boolean;
}

/** Keeps what was just decided, so that whoever stops here goes on from here. */
export type Keep = (toKeep: Decision['toKeep']) => Promise<Result<unknown, Failure>>;

/** Finds out, by looking and by asking, which key and which spreadsheet to use. */
export async function decide(
  talk: Talk,
  { configured, configFile, home }: Unfinished,
  { local, makesOne }: Wishes,
  keep: Keep,
): Promise<Result<Decision, Failure>> {
  if (configured.isErr()) return err(configured.error);
  const configuration = configured.value;
  const { spreadsheetId, emulatorHost } = configuration;
  if (local) return onThisMachine(configuration);
  if (emulatorHost !== undefined) return inEmulator(talk, configuration, emulatorHost, makesOne);
  if (spreadsheetId === undefined && talk.ask === undefined && !makesOne) return unnamed(configuration);
  const folder = path.dirname(path.resolve(configFile));
  talk.begin('A key for Google');
  const place = { folder, home, offersLocal: spreadsheetId === undefined };
  const key = await chooseKey(talk, configuration, place);
  if (key.isErr()) return err(key.error);
  if (key.value.type === 'local') return ok(LOCAL);
  const ofKey = decidedKey(key.value, configuration);
  const keptKey = await keep(ofKey.toKeep);
  if (keptKey.isErr()) return err(keptKey.error);
  return decideSpreadsheet(talk, configuration, ofKey, makesOne);
}

const LOCAL: Decision = {
  ...{ place: 'local', account: undefined, keyFile: undefined, toKeep: {} },
  ...{ spreadsheetId: undefined, isAnswer: false },
};

function onThisMachine({ spreadsheetId, emulatorHost, origins }: Configuration): Result<Decision, Failure> {
  if (spreadsheetId !== undefined)
    return err(
      usage(`--local goes without a spreadsheet of Google's, but ${origins.spreadsheetId.name} names one`),
    );
  if (emulatorHost !== undefined)
    return err(usage(`--local goes without an emulator, but ${origins.emulatorHost.name} names one`));
  return ok(LOCAL);
}

/** Emulators ask nobody who they are, so no key is asked for; one that is named is good for the address in it. */
async function inEmulator(
  talk: Talk,
  configuration: Configuration,
  host: string,
  makesOne: boolean,
): Promise<Result<Decision, Failure>> {
  const { spreadsheetId, origins } = configuration;
  talk.fine(`The emulator at ${host} stands for Google (${origins.emulatorHost.name}); it needs no key`);
  const ofKey = decidedKey(await rehearsedKey(configuration), configuration);
  const decided = { place: 'emulator', ...ofKey, isAnswer: false } as const;
  // An id means nothing without the emulator that has it, and Google would be asked for it later.
  const ofPlace = keptIf(origins.emulatorHost.from !== 'file', 'emulator_host', host);
  const kept = (id: Decision['toKeep']) => ({ ...ofKey.toKeep, ...id, ...ofPlace });
  if (spreadsheetId !== undefined) {
    talk.fine(`The spreadsheet is ${spreadsheetId} (${origins.spreadsheetId.name})`);
    const { from } = origins.spreadsheetId;
    if (from === 'environment') return ok({ ...decided, spreadsheetId });
    const toKeep = kept(keptIf(from === 'flag', 'spreadsheet_id', spreadsheetId));
    return ok({ ...decided, spreadsheetId, toKeep });
  }
  if (makesOne || talk.ask === undefined) return ok({ ...decided, spreadsheetId, toKeep: kept({}) });
  talk.begin('A spreadsheet');
  return (await askForEmulated(talk, talk.ask)).map((id) => ({
    ...decided,
    spreadsheetId: id,
    isAnswer: id !== undefined,
    toKeep: kept(id === undefined ? {} : { spreadsheet_id: id }),
  }));
}

async function rehearsedKey({ googleCredentialsFile: file }: Configuration): Promise<KeyChoice> {
  const key = file === undefined ? undefined : await readKeyFile(file);
  return key?.isOk() ? { type: 'configured', account: key.value.account, file } : { type: 'machine' };
}

function keptIf(isNew: boolean, name: string, value: string): Decision['toKeep'] {
  return isNew ? { [name]: value } : {};
}

/** Nobody has named a spreadsheet, and there is nobody to ask: the local one, unless Google was clearly meant. */
function unnamed({ googleCredentialsFile, origins }: Configuration): Result<Decision, Failure> {
  const { from } = origins.googleCredentialsFile;
  if (googleCredentialsFile !== undefined && (from === 'flag' || from === 'file'))
    return err(
      usage(
        'a key is named and no spreadsheet: add --spreadsheet with its address, or --local to do without',
      ),
    );
  return ok(LOCAL);
}

type DecidedKey = Pick<Decision, 'account' | 'keyFile' | 'toKeep'>;

/** A key that was found or named now is written down; one that a flag names as well. */
function decidedKey(key: KeyChoice, { origins }: Configuration): DecidedKey {
  switch (key.type) {
    case 'chosen':
      return {
        account: key.account,
        keyFile: key.path,
        toKeep: { google_credentials_file: asKept(key.path) },
      };
    case 'configured': {
      const isNew = origins.googleCredentialsFile.from === 'flag' && key.file !== undefined;
      const toKeep: Decision['toKeep'] = isNew ? { google_credentials_file: asKept(key.file) } : {};
      return { account: key.account, keyFile: key.file, toKeep };
    }
    default:
      return { account: undefined, keyFile: undefined, toKeep: {} };
  }
}

/** Below the working directory, where the configuration is looked for, a path from there; else the whole. */
function asKept(file: string): string {
  const fromHere = path.relative(process.cwd(), path.resolve(file));
  return fromHere.startsWith('..') || path.isAbsolute(fromHere) ? path.resolve(file) : fromHere;
}

async function decideSpreadsheet(
  talk: Talk,
  { spreadsheetId, origins }: Configuration,
  ofKey: DecidedKey,
  makesOne: boolean,
): Promise<Result<Decision, Failure>> {
  const decided = { place: 'google', ...ofKey, isAnswer: false } as const;
  if (spreadsheetId !== undefined) {
    talk.fine(`The spreadsheet is ${spreadsheetId} (${origins.spreadsheetId.name})`);
    const toKeep = keptIf(origins.spreadsheetId.from === 'flag', 'spreadsheet_id', spreadsheetId);
    return ok({ ...decided, spreadsheetId, toKeep: { ...ofKey.toKeep, ...toKeep } });
  }
  if (makesOne || talk.ask === undefined) return ok({ ...decided, spreadsheetId: undefined });
  if (ofKey.keyFile !== undefined)
    talk.fine(`The key is ${keyWords({ path: ofKey.keyFile, account: ofKey.account })}`);
  talk.begin('A spreadsheet');
  return (await askForSpreadsheet(talk, talk.ask)).map((id) => ({
    ...decided,
    spreadsheetId: id,
    isAnswer: true,
    toKeep: { ...ofKey.toKeep, spreadsheet_id: id },
  }));
}
