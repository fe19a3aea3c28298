import type { ErrorCode } from '@quiz-sync/core';
import type { Failure } from '../failure.js';
import { printable } from './printable.js';

/** A failure in words. `code` is for scripts; `messages` are lines of their own; `remedy` says what to do, where there is something. */
export interface Explanation {
  readonly code: string;
  readonly messages: readonly string[];
  readonly remedy: string | undefined;
}

export async function explain(failure: Failure): Promise<Explanation> {
  const explanation = await explanationOf(failure);
  // What was typed is on the screen already, and a typo is told without loading anything.
  if (failure.type === 'usage') return explanation;
  const { maskSecrets } = await import('@quiz-sync/core/light');
  return { ...explanation, messages: explanation.messages.map((message) => maskSecrets(message)) };
}

async function explanationOf(failure: Failure): Promise<Explanation> {
  switch (failure.type) {
    case 'usage':
      return said(failure.type, failure.message, 'See quiz-sync --help.');
    case 'configuration_invalid':
      return { code: failure.type, messages: failure.problems.map(printable), remedy: undefined };
    case 'sync_failed':
      return said(failure.problem.code, failure.problem.message, failure.problem.remedy);
    case 'store_unavailable':
    case 'store_full':
    case 'store_corrupt':
      return known(failure.type, failure.message);
    case 'sync_disabled':
      return known(failure.type, undefined);
    case 'lease_held':
      return known(failure.type, `${failure.holder} holds the lease until ${failure.expiresAt}`);
    case 'other_writer':
      return said(
        failure.type,
        `Another instance${failure.holder === undefined ? '' : `, ${failure.holder},`} was writing to the spreadsheet.`,
        'Try again when it has finished; quiz-sync status shows it.',
      );
    case 'interrupted':
      return said(failure.type, failure.message, undefined);
    case 'source_unfinished':
    case 'destination_in_use':
    case 'source_changed':
    case 'destination_changed':
    case 'copy_stopped':
      return said(failure.type, failure.message, failure.remedy);
    case 'key_unknown':
      return said(failure.type, `There is no API key ${failure.key_id}.`, 'See quiz-sync keys list.');
    case 'not_written':
      return said(failure.type, failure.message, 'What is stored stays pending; quiz-sync status shows it.');
    case 'setup_stopped':
    case 'service_refused':
      return said(failure.code, failure.message, failure.remedy);
    case 'service_unreachable':
      return said(
        failure.type,
        failure.message,
        'See that it runs (quiz-sync serve), or leave out --url to open the store itself.',
      );
    case 'store_missing':
      return said(
        failure.type,
        failure.message,
        'Name the one that you mean with --store or QUIZ_SYNC_STORE, go to the folder that it was made in, or ask a running service with --url; quiz-sync setup makes a new one.',
      );
    case 'file_failed':
    case 'store_unusable':
    case 'store_not_open':
    case 'local_spreadsheet_not_open':
    case 'settings_refused':
    case 'api_keys_invalid':
    case 'access_not_set_up':
    case 'not_listening':
      return said(failure.type, failure.message, undefined);
    case 'unexpected':
      return said(
        failure.type,
        `Unexpected error: ${messageOf(failure.cause)}`,
        'Run it with --verbose to see where it comes from.',
      );
    default:
      return failure satisfies never;
  }
}

/** With title and remedy of a public error code. Core is in memory by now: nothing fails so without it. */
async function known(code: ErrorCode, particulars: string | undefined): Promise<Explanation> {
  const { ERROR_CODES } = await import('@quiz-sync/core');
  const { title, remedy } = ERROR_CODES[code];
  return said(code, particulars === undefined ? title : `${title}: ${particulars}`, remedy);
}

function said(code: string, message: string, remedy: string | undefined): Explanation {
  return {
    code,
    messages: [printable(message)],
    remedy: remedy === undefined ? undefined : printable(remedy),
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
