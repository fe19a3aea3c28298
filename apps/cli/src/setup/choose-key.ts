import path from 'node:path';
import type { Configuration } from '@quiz-sync/server';
import { err, ok, type Result } from 'neverthrow';
import type { Failure } from '../failure.js';
import { HOW_TO_GET_A_KEY, KEY_REMEDY } from './how-to.js';
import { type KeyFile, keyFilesIn, readKeyFile } from './key-file.js';
import { answerTo, GONE, isYes, type Talk } from './talk.js';
import { typedPath } from './typed-path.js';

/** Who we are to be to Google. */
export type KeyChoice =
  /** Named already. */
  | { readonly type: 'configured'; readonly account: string | undefined; readonly file: string | undefined }
  /** Found or named now, so that it is to be kept. */
  | ({ readonly type: 'chosen' } & KeyFile)
  /** No key: whatever the machine offers, such as the account that it runs as. */
  | { readonly type: 'machine' }
  /** Nobody: a spreadsheet on this machine. */
  | { readonly type: 'local' };

/** Where to look, and how paths are meant. */
export interface KeyPlace {
  readonly folder: string;
  readonly home: string | undefined;
  /** Whether a spreadsheet on this machine would do instead. */
  readonly offersLocal: boolean;
}

type Asked = NonNullable<Talk['ask']>;

/** The key that is configured, or one in the folder, or the one that somebody names. */
export async function chooseKey(
  talk: Talk,
  { googleClientEmail, googleCredentialsFile, spreadsheetId, origins }: Configuration,
  place: KeyPlace,
): Promise<Result<KeyChoice, Failure>> {
  const found = await keyFilesIn(place.folder);
  if (googleCredentialsFile !== undefined) {
    const key = await readKeyFile(googleCredentialsFile);
    if (key.isOk()) {
      talk.fine(`The key is ${keyWords(key.value)}`);
      return ok({ type: 'configured', account: key.value.account, file: googleCredentialsFile });
    }
    const wrong = `${origins.googleCredentialsFile.name}: ${googleCredentialsFile} ${key.error}.`;
    if (talk.ask === undefined || origins.googleCredentialsFile.from !== 'file') return err(unusable(wrong));
    talk.wrong(wrong);
    return byAsking(talk, talk.ask, found, place);
  }
  if (googleClientEmail !== undefined) {
    talk.fine(`The key is that of ${googleClientEmail}`);
    return ok({ type: 'configured', account: googleClientEmail, file: undefined });
  }
  if (talk.ask === undefined) return withoutAsking(found);
  if (found.length > 0 || spreadsheetId === undefined || !(await hasGcloudLogin(place.home)))
    return byAsking(talk, talk.ask, found, place);
  talk.fine('No key is named: your login of gcloud is used');
  return ok({ type: 'machine' });
}

function unusable(message: string): Failure {
  return { type: 'setup_stopped', at: 'access', code: 'credentials_rejected', message, remedy: KEY_REMEDY };
}

function withoutAsking(found: readonly KeyFile[]): Result<KeyChoice, Failure> {
  const [only, second] = found;
  if (only === undefined) return ok({ type: 'machine' });
  if (second === undefined) return ok({ type: 'chosen', ...only });
  const names = found.map((key) => path.basename(key.path)).join(', ');
  const remedy = `Name one: quiz-sync setup --credentials ${path.basename(only.path)}.`;
  const message = `There are ${found.length} keys of service accounts here: ${names}.`;
  return err({ type: 'setup_stopped', at: 'access', code: 'several_keys', message, remedy });
}

async function byAsking(
  talk: Talk,
  ask: Asked,
  found: readonly KeyFile[],
  place: KeyPlace,
): Promise<Result<KeyChoice, Failure>> {
  for (const key of found) {
    const taken = await isYes(ask, `Use ${keyWords(key)}?`);
    if (taken === undefined) return err(GONE);
    if (taken) return ok({ type: 'chosen', ...key });
  }
  if (found.length === 0) talk.say(HOW_TO_GET_A_KEY);
  return named(talk, ask, place);
}

/** Whether somebody has logged in by `gcloud auth application-default login`. */
async function hasGcloudLogin(home: string | undefined): Promise<boolean> {
  if (home === undefined) return false;
  const file = path.join(home, '.config/gcloud/application_default_credentials.json');
  return (await readKeyFile(file)).isOk();
}

/** Asks until a file is named that can be used, or one has come into the folder. */
async function named(talk: Talk, ask: Asked, place: KeyPlace): Promise<Result<KeyChoice, Failure>> {
  talk.say('  Drag the file here, or type where it is; Enter looks whether it is in this folder now.');
  talk.say('  On a machine of Google, or with a login of gcloud, no key is needed: type login.');
  if (place.offersLocal)
    talk.say('  No Google account at hand? Type local for a spreadsheet on this machine.');
  for (;;) {
    const typed = await answerTo(ask, 'Key file: ');
    if (typed === undefined) return err(GONE);
    if (typed === 'local' && place.offersLocal) return ok({ type: 'local' });
    if (typed === 'login') return ok({ type: 'machine' });
    const key = typed === '' ? await justCome(place.folder) : await readTyped(typed, place);
    if (key.isOk()) return ok({ type: 'chosen', ...key.value });
    talk.wrong(key.error);
  }
}

async function justCome(folder: string): Promise<Result<KeyFile, string>> {
  const [key] = await keyFilesIn(folder);
  return key === undefined ? err(`There is no key of a service account in ${folder} yet.`) : ok(key);
}

async function readTyped(typed: string, { folder, home }: KeyPlace): Promise<Result<KeyFile, string>> {
  const file = path.resolve(folder, typedPath(typed, home));
  return (await readKeyFile(file)).mapErr((clause) => `${file} ${clause}.`);
}

/** `key.json, of sync@school.iam.gserviceaccount.com` */
export function keyWords({ path: file, account }: KeyFile): string {
  return `${path.basename(file)}, ${account === undefined ? 'a login' : `of ${account}`}`;
}
