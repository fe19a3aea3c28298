import type { SharingError, SpreadsheetSharing } from '@quiz-sync/core';
import { err, ok, type Result } from 'neverthrow';
import { usage } from '../command-line/usage-failure.js';
import type { Failure } from '../failure.js';
import type { Decision } from './decide.js';
import type { Talk } from './talk.js';

/** What a spreadsheet is called that we make. */
export const TITLE = 'Quiz results';

/** Makes a spreadsheet that the account owns; answers its id. */
export async function makeSpreadsheet(
  sharing: SpreadsheetSharing,
  { account, place }: Pick<Decision, 'account' | 'place'>,
): Promise<Result<string, Failure>> {
  return (await sharing.create(TITLE)).mapErr((error) =>
    place === 'emulator' && error.type === 'unavailable'
      ? noEmulator(error)
      : toFailure(error, account, undefined),
  );
}

function noEmulator({ type, message }: SharingError): Failure {
  return {
    ...{ type: 'setup_stopped', at: 'later', code: type },
    message: `The emulator cannot be reached: ${message}`,
    remedy: 'Start one with quiz-sync emulator; or take its address out of the settings, to go on to Google.',
  };
}

/** Lets everybody of these edit the spreadsheet. The first who cannot be let in ends it. */
export async function shareWith(
  talk: Talk,
  sharing: SpreadsheetSharing,
  spreadsheetId: string,
  addresses: readonly string[],
): Promise<Result<void, Failure>> {
  for (const address of addresses) {
    const shared = await sharing.share(spreadsheetId, address);
    if (shared.isErr()) return err(toFailure(shared.error, undefined, address));
    talk.fine(`Shared with ${address} as Editor; Google sends a mail with the link`);
  }
  return ok(undefined);
}

const BY_HAND = 'Make one yourself at https://sheets.new, share it with';
const API = 'https://console.cloud.google.com/apis/library/drive.googleapis.com';

function toFailure(
  { type, message }: SharingError,
  account = 'the account of the key',
  address: string | undefined,
): Failure {
  const stopped = (at: 'access' | 'later', said: string, remedy: string): Failure => ({
    ...{ type: 'setup_stopped', at, code: type, message: `${said}: ${message}`, remedy },
  });
  switch (type) {
    case 'no_storage':
      return stopped(
        'access',
        'Google lets service accounts own no files, so no spreadsheet can be made',
        `${BY_HAND} ${account} as Editor, and name it: quiz-sync setup --spreadsheet ADDRESS.`,
      );
    case 'may_not_share':
      return stopped(
        'access',
        address === undefined
          ? 'No spreadsheet may be made'
          : `It may not be shared with ${address} from here`,
        address === undefined
          ? `${BY_HAND} ${account} as Editor, and name it: quiz-sync setup --spreadsheet ADDRESS.`
          : `Share it yourself: open the spreadsheet, press Share, and paste ${address}. From here only a spreadsheet can be shared that setup made.`,
      );
    case 'drive_api_disabled':
      return stopped(
        'access',
        'The Google Drive API is switched off, which sharing needs',
        `Open ${API}, choose the project of the key, press Enable, wait a minute, and run it again.`,
      );
    case 'credentials_rejected':
      return stopped(
        'access',
        'Google does not accept the credentials for sharing',
        'Run quiz-sync doctor; or leave out --share-with, and share the spreadsheet yourself.',
      );
    case 'address_refused':
      return usage(
        address === undefined
          ? `Google refused to make it: ${message}`
          : `--share-with ${address}: ${message}`,
      );
    case 'rate_limited':
    case 'unavailable':
      return stopped('later', 'Google could not be asked', 'Run it again by and by; it goes on from here.');
    default:
      return type satisfies never;
  }
}
