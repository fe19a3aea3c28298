/** Something that goes wrong, and what is promised for it. The number is the one that tests carry in their names. */
export interface Fault {
  readonly number: number;
  readonly fault: string;
  readonly users: string;
}

type Row = readonly [fault: string, users: string];

/** In the order of their numbers. A row, once numbered, keeps its number; new ones go to the end. */
const ROWS: readonly Row[] = [
  ['Killed before a submission is committed', 'Nothing is stored; sending it again works'],
  [
    'Killed after the commit, before the answer',
    'Sending it again gets the same answer, and there is one row',
  ],
  ['Killed with a batch planned and not sent', 'Sent once at the next start'],
  [
    'Killed after Google applied a batch, before we took note',
    'Settled from the revision, without a duplicate',
  ],
  ['Killed while the schema of the store is brought up to date', 'The next start goes on from a whole step'],
  ['The power fails after a submission was answered', 'It is there: its commit was synced to the disk'],
  [
    'Google answers 429, with a wait in seconds, as a date, or without',
    'Waits that long, within bounds; submissions notice nothing',
  ],
  ['Google answers 500, 502 or 503 and applied nothing', 'Tried again later, written once'],
  ['Google answers 503 and applied the batch', 'Written once'],
  ['The connection breaks after the batch was applied', 'Written once'],
  ['A batch arrives after the one that was sent in its place', 'Refused whole: written once'],
  ['An answer never begins', 'A time-out of ours; the outcome is unknown, and is settled'],
  ['A 200 is cut short, or is a page of HTML', 'The outcome is unknown, and is settled'],
  [
    'A token is refused once; the key is revoked; the clock is wrong',
    'A new token, once; or blocked, with the remedy',
  ],
  [
    'The spreadsheet is not shared any more',
    'Blocked, naming whom to share it with; goes on by itself when that is done',
  ],
  [
    '403 since the API is switched off, or as a quota in disguise',
    'Told apart by the reason, each with its remedy',
  ],
  ['The spreadsheet is gone', 'Blocked, nothing dropped; in a new one everything is written afresh'],
  ['A tab is renamed, hidden or moved', 'Goes on: tabs are known by their id'],
  ['A tab is deleted', 'Made again and filled'],
  ['A range is protected', 'That tab is blocked, with its range named; the others go on'],
  [
    'A header is renamed or deleted',
    'That tab stops, with what differs and what to do; the others go on; nothing shifts',
  ],
  ['A column is moved or inserted', 'Followed'],
  ['Rows are sorted, at any time', 'Right afterwards; notes stay with their learner'],
  [
    'Rows are inserted or deleted, also ours',
    'Right afterwards; a deleted row comes back when it changes or by `verify --repair`',
  ],
  ['A cell of ours is edited; a row of ours pasted twice', '`verify` reports it, `verify --repair` mends it'],
  ['Text is typed below the last row', 'Never written over'],
  ['The marker of the revision is deleted', 'Put back, after the keys were checked'],
  ['The spreadsheet reaches ten million cells', 'Foreseen in the status; blocked with advice, nothing lost'],
  ['A cell of more than 50,000 characters', 'Cut with a mark, whole in the store, listed'],
  ['More to write than 2 MB', 'Split into batches, in order'],
  [
    'The clock jumps; daylight saving time begins or ends',
    'Leases go by the clock of the store, waits by one that only goes forward',
  ],
  [
    'The store is down at the start, or later',
    'Not ready, submissions answered 503 with Retry-After; comes back by itself',
  ],
  ['A connection that swallows everything', 'Every call has a time-out'],
  ['The disk is full, or read-only', 'A 503 that says so; nothing half written'],
  ['Service and command on one SQLite file', 'Both work'],
  ['Several instances', 'One writes at a time, each row is there once'],
  ['The writing instance is paused past its lease, then woken', 'Its write is refused by the revision'],
  [
    'SIGTERM during a sync',
    'Answers end, the outcome is known or journalled, exit 0 within 25 s; a second signal forces it',
  ],
  ['Headers or a body that drip in', '408'],
  ['A body of 10 MB; a small one that unpacks to gigabytes', '413, in flat memory'],
  ['JSON of 10,000 levels', '400, and nothing falls over on the way'],
  ['No or another content type, another charset, broken UTF-8', '415 or 400'],
  ['`__proto__`, `constructor`, a query in place of an id', '400; no prototype is touched'],
  ['Text that looks like a formula', 'The literal text in the sheet; escaped where CSV is exported'],
  [
    'NUL, halves of characters, right-to-left marks, emoji',
    'The first two refused, naming the field; all others kept exactly',
  ],
  ['One submission sent a hundred times at once', 'One row'],
  ['An idempotency key used again with another body', '422'],
  ['A completion before its quizzes, twice, or after a clean-up', 'The same statistics in any order'],
  ['Numbers that are none, or cannot be', '400, naming the field'],
  ['10,000 submissions in a burst', 'Memory stays bounded and the quota is kept'],
  ['A clean-up during a sync', 'Nothing that waits is deleted; `--dry-run` counts what the real one deletes'],
  ['An old and a new version at the same time', 'Both work: the schema only grows'],
  ['Nobody reads the log any more; `quiz-sync status | head`', 'Goes on; ends quietly'],
  ['A secret in an error of a library', 'Masked'],
];

export const FAULTS: readonly Fault[] = ROWS.map(([fault, users], index) => ({
  number: index + 1,
  fault,
  users,
}));

/** A part of a row whose tests are still to come. */
export interface Awaited {
  readonly number: number;
  readonly what: string;
  /** What the file or the title of a test of that row says once it has come: it is awaited no more then. */
  readonly comesWith: RegExp;
}

export const AWAITED: readonly Awaited[] = [
  { number: 32, what: 'MongoDB down at the start, or later', comesWith: /mongodb/i },
  { number: 33, what: 'Connections to MongoDB that swallow everything', comesWith: /mongodb/i },
  { number: 33, what: 'Connections to Redis that swallow everything', comesWith: /bullmq/i },
  { number: 36, what: 'Twenty processes on one spreadsheet, on either store', comesWith: /\b20\b|twenty/i },
];
