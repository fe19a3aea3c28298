/**
 * What a public error code means: the source of the docs page, and of what status, CLI and page say. Texts may hold
 * `{account}`, `{spreadsheet_url}`, `{tab}` and `{range}`; see `fillIn`.
 */
export interface ErrorCodeEntry {
  /** What happened, as a statement without a full stop. */
  readonly title: string;
  /** Why it comes about. */
  readonly cause: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  /** What to type beside the service, to see more or to make sure that it is mended. */
  readonly command?: string;
  /** Syncing stands still until a person has done something. Otherwise it goes on by itself, or nothing stands still. */
  readonly blocked: boolean;
}

/** Every code that status, HTTP answers and the CLI can show. A code, once published, keeps its meaning. */
export const ERROR_CODES = {
  rate_limited: {
    title: 'Google has asked us to slow down',
    cause:
      'The project or its service account is over a quota of the Google Sheets API, perhaps shared with others.',
    remedy:
      'Nothing to do: syncing goes on after the time that Google asks for; if it keeps coming back, use a Google Cloud project of your own.',
    blocked: false,
  },
  unavailable: {
    title: 'Google cannot be reached',
    cause: 'Google answers with a failure of its own, or the network between here and Google is down.',
    remedy:
      'Nothing to do: syncing goes on by itself as soon as Google answers; if it does not, check the network and proxy of this machine.',
    blocked: false,
  },
  outcome_unknown: {
    title: 'The answer to a write was lost',
    cause: 'The connection broke, or Google failed, after a batch was sent: it may have been applied or not.',
    remedy:
      'Nothing to do: the next run asks the spreadsheet for its revision and goes on from there, without duplicates.',
    blocked: false,
  },
  outcome_awaited: {
    title: 'A write without an answer is waited for',
    cause:
      'The answer to a write was lost, and the spreadsheet was found not to refuse one that comes late: nothing more is sent until the time that Google gives a write is over.',
    remedy:
      'Nothing to do: within four minutes syncing reads the keys of the rows back and goes on from there, without duplicates.',
    blocked: false,
  },
  revision_conflict: {
    title: 'The spreadsheet has another revision than expected',
    cause: 'Another writer came first, or somebody deleted the named range quiz_sync_revision.',
    remedy:
      'Nothing to do: the next run checks the rows and goes on; see that no other installation writes to this spreadsheet.',
    blocked: false,
  },
  credentials_rejected: {
    title: 'Google does not accept the credentials',
    cause:
      'The key of the service account is missing, incomplete, revoked or expired, or the clock of this machine is wrong.',
    remedy:
      'Create a new key for {account} in the Google Cloud console (IAM & Admin, Service accounts, Keys), name its file (quiz-sync setup --credentials FILE, or GOOGLE_APPLICATION_CREDENTIALS), and check the clock of this machine.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  spreadsheet_not_shared: {
    title: 'The spreadsheet is not shared with {account}',
    cause:
      'The spreadsheet was never shared with the account, was shared for reading only, or is not shared any more.',
    remedy:
      'Share the spreadsheet with {account} as Editor: open {spreadsheet_url}, press Share, paste the address.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  sheets_api_disabled: {
    title: 'The Google Sheets API is switched off',
    cause: 'The Google Cloud project that the credentials belong to has not enabled the Google Sheets API.',
    remedy:
      'Enable the Google Sheets API in the project of {account}: open https://console.cloud.google.com/apis/library/sheets.googleapis.com, choose the project, press Enable, wait a minute.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  spreadsheet_not_found: {
    title: 'There is no such spreadsheet',
    cause: 'The spreadsheet id is mistyped, or the spreadsheet was deleted.',
    remedy:
      'Compare the id that was named with the part between /d/ and /edit in the address of the spreadsheet, as the browser shows it, or restore the spreadsheet from the bin of Google Drive.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  protected: {
    title: 'Protected cells cannot be written',
    cause: 'Somebody has protected cells that Quiz Sync keeps, and the account is not among their editors.',
    remedy:
      'Open {spreadsheet_url}, choose Data, Protect sheets and ranges, and add {account} as an editor of {range}, or remove the protection.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  cell_limit_reached: {
    title: 'The spreadsheet is full',
    cause: 'A spreadsheet holds at most 10,000,000 cells over all tabs, empty ones included.',
    remedy:
      'Delete tabs, or rows and columns that nobody uses, in {spreadsheet_url} (empty ones count, too), or name a new spreadsheet: everything is written there afresh.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  invalid_request: {
    title: 'Google has refused a request as malformed',
    cause: 'The spreadsheet was changed in a way that Quiz Sync does not know, or Quiz Sync has a bug.',
    remedy:
      'Run quiz-sync setup; if it comes back, report it with the message, which names no data of learners.',
    command: 'npx quiz-sync setup',
    blocked: false,
  },
  sheet_busy: {
    title: 'The spreadsheet changes faster than it can be written',
    cause: 'People or programs moved rows or columns each time that a batch was being planned.',
    remedy:
      'Nothing to do: syncing goes on by itself; if it keeps coming back, look for a script that sorts or rewrites {spreadsheet_url}.',
    blocked: false,
  },
  tab_headers_missing: {
    title: 'A tab has lost headers',
    cause:
      'Somebody renamed or deleted headers of columns that Quiz Sync keeps; writing on would put values into wrong columns.',
    remedy:
      'Put the headers back into the first row of {tab}, above the columns they belong to; the other tabs go on meanwhile.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  text_cut: {
    title: 'Text is too long for a cell',
    cause:
      'A cell of a spreadsheet takes at most 50,000 characters: it holds the beginning and a mark, and the store has the text whole.',
    remedy:
      'Nothing to do: GET /api/sync/cut-cells names each of the cells, and nothing else waits for them.',
    blocked: false,
  },
  lease_held: {
    title: 'Another instance is writing',
    cause: 'Only one instance writes to a spreadsheet at a time, and another one is at it.',
    remedy:
      'Nothing to do: what is waiting here is written by the other instance, or by this one when that has ended.',
    blocked: false,
  },
  fence_lost: {
    title: 'Another instance has taken over',
    cause: 'This instance was paused for longer than it may hold the spreadsheet without a word.',
    remedy: 'Nothing to do: nothing was written twice, and syncing goes on by itself.',
    blocked: false,
  },
  verify_stopped: {
    title: 'The verification was stopped',
    cause: 'Whoever asked for it went away, or the process is ending.',
    remedy: 'Ask again; what a repair had mended by then is mended, and the rest is found again.',
    blocked: false,
  },
  rows_of_another_store: {
    title: 'The spreadsheet holds rows of another store',
    cause:
      'A repair was asked for with a store that never wrote to this spreadsheet, as when its name is mistyped: it would take the rows of the right one away.',
    remedy:
      'Name the store that the rows came from (--store, or QUIZ_SYNC_STORE), or another spreadsheet; if the rows are to go, delete them in {spreadsheet_url} and ask again.',
    command: 'npx quiz-sync config show',
    blocked: false,
  },
  scheduler_stopped: {
    title: 'Syncing has stopped here',
    cause: 'The service is shutting down.',
    remedy: 'Start the service again: it begins with what is waiting.',
    blocked: false,
  },
  scheduler_unavailable: {
    title: 'Syncs cannot be scheduled',
    cause: 'The scheduler, or the server it works with, cannot be reached.',
    remedy:
      'Check that the server in QUIZ_SYNC_SCHEDULER runs and can be reached; everything stored meanwhile is synced afterwards.',
    command: 'npx quiz-sync doctor',
    blocked: false,
  },
  sync_disabled: {
    title: 'Syncing is switched off',
    cause: 'The settings say so: everything is stored and nothing is written to the spreadsheet.',
    remedy: 'Switch syncing on in the settings and restart: everything stored meanwhile is written then.',
    command: 'npx quiz-sync config show',
    blocked: true,
  },
  store_unavailable: {
    title: 'The store cannot be reached',
    cause: 'The database is down, unreachable or locked for too long.',
    remedy: 'Check that the database runs and can be reached; sending the same request again is safe.',
    command: 'npx quiz-sync doctor',
    blocked: false,
  },
  store_full: {
    title: 'The store is full or read-only',
    cause: 'The disk or the quota of the database is used up, or its files may not be written.',
    remedy:
      'Make room, or give the service the right to write its store; sending the same request again is safe.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  store_corrupt: {
    title: 'The store cannot be read',
    cause: 'Its data is damaged, or was written by a newer version.',
    remedy: 'Start the version that wrote it, or restore the store from a backup.',
    command: 'npx quiz-sync doctor',
    blocked: true,
  },
  invalid_input: {
    title: 'The input is not valid',
    cause: 'One or more fields are missing, unknown, or hold what they may not; nothing was stored.',
    remedy: 'Mend the fields that the errors name, and send it again.',
    blocked: false,
  },
  submission_id_reused: {
    title: 'The submission id was used before',
    cause:
      'Another submission, of other content, is stored under this id or Idempotency-Key; nothing was stored now.',
    remedy: 'Use a new id for each submission, and the same one only to repeat it unchanged.',
    blocked: false,
  },
  learner_unknown: {
    title: 'The learner is unknown',
    cause: 'No submission, completion or profile of this learner is stored.',
    remedy: 'Compare the user_id with the one that submissions carry; upper and lower case differ.',
    blocked: false,
  },
  response_unknown: {
    title: 'The response is unknown',
    cause:
      'No response of this id is stored: it is the submission_id, a colon, and the number of the answer from 0.',
    remedy:
      'Compare the id with the submission_id that the submission was answered with; encode it for the URL.',
    blocked: false,
  },
  run_unknown: {
    title: 'The sync run is unknown',
    cause: 'There is no run of this id, or it ended so long ago that it was forgotten.',
    remedy: 'List the recent runs with GET /api/sync/runs.',
    blocked: false,
  },
  invalid_query: {
    title: 'The query of the URL is not valid',
    cause: 'A parameter after the question mark holds what it may not.',
    remedy: 'Mend the parameters that the errors name.',
    blocked: false,
  },
  invalid_idempotency_key: {
    title: 'The Idempotency-Key is not valid',
    cause:
      'The header is empty, too long, sent more than once, or neither a quoted string nor printable ASCII without spaces, commas and quotes.',
    remedy: 'Send it once, with 1 to 200 characters such as a UUID.',
    blocked: false,
  },
  idempotency_key_reused: {
    title: 'The Idempotency-Key was used for another request',
    cause:
      'Within the last 24 hours a request to another address, or with another body, came under this key; nothing was stored now.',
    remedy: 'Use a new key for each request, and the same one only to repeat a request unchanged.',
    blocked: false,
  },
  idempotency_key_in_use: {
    title: 'The same request is being handled',
    cause: 'A request with this Idempotency-Key came just before and has not been answered yet.',
    remedy: 'Wait for its answer, or send it again after the time in Retry-After.',
    blocked: false,
  },
  malformed_json: {
    title: 'The body is not JSON',
    cause: 'The body cannot be parsed, is not valid UTF-8, or is nested too deeply.',
    remedy: 'Send one JSON object in UTF-8.',
    blocked: false,
  },
  body_unreadable: {
    title: 'The body cannot be read',
    cause: 'The client went away, or sent other or less than it announced.',
    remedy: 'Send it again; repeats are safe.',
    blocked: false,
  },
  body_too_large: {
    title: 'The body is too large',
    cause: 'A body may have at most 256 kB.',
    remedy: 'Send fewer responses in one submission.',
    blocked: false,
  },
  request_timeout: {
    title: 'The request took too long to arrive',
    cause: 'The headers or the body came in too slowly.',
    remedy: 'Send it again; repeats are safe.',
    blocked: false,
  },
  headers_too_large: {
    title: 'The headers are too large',
    cause: 'The URL and the headers may have at most 16 kB together.',
    remedy: 'Send fewer or shorter headers.',
    blocked: false,
  },
  malformed_request: {
    title: 'This is not an HTTP request',
    cause: 'What arrived on the connection cannot be read as HTTP.',
    remedy: 'Send HTTP/1.1, without TLS unless a proxy in front of the service takes it.',
    blocked: false,
  },
  expectation_unknown: {
    title: 'The expectation is not known',
    cause: 'The Expect header holds something else than 100-continue.',
    remedy: 'Leave the Expect header out.',
    blocked: false,
  },
  unsupported_media_type: {
    title: 'Only JSON is taken',
    cause: 'The Content-Type is missing, or is not application/json in UTF-8.',
    remedy: 'Send Content-Type: application/json.',
    blocked: false,
  },
  malformed_url: {
    title: 'The URL is not valid',
    cause: 'The path has a broken percent-encoding, or the whole address is none.',
    remedy: 'Encode ids in paths with encodeURIComponent or its like.',
    blocked: false,
  },
  path_unknown: {
    title: 'Nothing is here',
    cause: 'The service has no such path.',
    remedy: 'Compare the path with the list at /docs.',
    blocked: false,
  },
  method_not_allowed: {
    title: 'The method is not allowed',
    cause: 'The path exists, but takes other methods.',
    remedy: 'Use a method that the Allow header of the answer names.',
    blocked: false,
  },
  authentication_required: {
    title: 'Authentication is required',
    cause: 'The request carries no key or token, or one that is not, or no longer, let in.',
    remedy: 'Send a key of the service as Authorization: Bearer KEY; quiz-sync keys create makes one.',
    blocked: false,
  },
  access_not_set_up: {
    title: 'Nobody can be let in yet',
    cause:
      'There is no API key, and what comes, or could come, from elsewhere than this machine is not let in without one: through a proxy, under a name that is not this machine’s, or from a page of another origin.',
    remedy:
      'Make a first key with npx quiz-sync keys create --scope admin, with the settings of this service, and send it as Authorization: Bearer KEY.',
    command: 'npx quiz-sync keys create --scope admin',
    blocked: false,
  },
  insufficient_scope: {
    title: 'The key does not allow this',
    cause: 'The key or token is known, but lacks the scope that this needs.',
    remedy:
      'Use a key that has the scope; quiz-sync keys list shows the scopes of each, and keys create makes another.',
    blocked: false,
  },
  not_for_learners: {
    title: 'Learners may not do this',
    cause: 'The token is that of one learner, and this is about more than what is theirs.',
    remedy: 'Use an API key of the service on a server of yours.',
    blocked: false,
  },
  other_learner: {
    title: 'This is about another learner',
    cause: 'The token is that of one learner, and the request names another; nothing was stored.',
    remedy: 'Leave the user_id out, or send the one that the token was made for.',
    blocked: false,
  },
  too_many_requests: {
    title: 'There were too many requests',
    cause: 'This key, learner or address has sent more than it may in a while, or guessed at keys too often.',
    remedy:
      'Ask again after the time in the Retry-After header; sending the same request again is safe. The operator can set other limits.',
    blocked: false,
  },
  identity_provider_unavailable: {
    title: 'The token cannot be checked now',
    cause:
      'The keys of the identity provider cannot be fetched, and none that were fetched before fits the token.',
    remedy:
      'Ask again in a moment; if it stays so, check QUIZ_SYNC_JWT_JWKS_URL and the network of the service.',
    blocked: false,
  },
  too_many_listeners: {
    title: 'The status is followed by as many as it can be',
    cause: 'Each open status page is one listener, and their number is limited.',
    remedy: 'Close status pages that nobody looks at, or ask GET /api/sync/status instead.',
    blocked: false,
  },
  shutting_down: {
    title: 'The service is shutting down',
    cause: 'The process is ending; requests in progress are still answered.',
    remedy: 'Ask again in a moment.',
    blocked: false,
  },
  local_spreadsheet_unavailable: {
    title: 'The local spreadsheet cannot be shown',
    cause: 'The emulator that holds it does not answer.',
    remedy:
      'Restart the service that started it, or check SHEETS_EMULATOR_HOST; submissions are stored all the same.',
    blocked: false,
  },
  internal_error: {
    title: 'Something went wrong on our side',
    cause: 'Quiz Sync has a bug.',
    remedy: 'Report it with the lines of the log that carry the request_id.',
    blocked: false,
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;
