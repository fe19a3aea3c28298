/**
 * What a value of the JSON is, for documentation and for the test that holds every command to it. `?`: or `null`, when it
 * is not known or does not apply.
 */
export type JsonShape =
  | 'text'
  | 'text?'
  | 'number'
  | 'number?'
  | 'boolean'
  /** ISO 8601. */
  | 'time'
  | 'time?'
  /** Any number of these. */
  | readonly [JsonShape]
  /** This, or `null` when it does not apply. */
  | readonly [JsonShape, null]
  | { readonly [field: string]: JsonShape };

/** What a command prints with `--json`. */
export type JsonOutput =
  | { readonly shape: JsonShape; readonly says?: string }
  /** What the API answers, whose description says what is in it. */
  | { readonly document: string; readonly says?: string };

const API_KEY = {
  key_id: 'text',
  label: 'text?',
  scopes: ['text'],
  state: 'text',
  created_at: 'time',
  expires_at: 'time?',
  revoked_at: 'time?',
  last_used_at: 'time?',
} as const satisfies JsonShape;

const LISTENING = { url: 'text', process_id: 'number' } as const satisfies JsonShape;

/** Fields are only ever added. */
export const JSON_OUTPUTS: Readonly<Record<string, JsonOutput>> = {
  serve: { shape: LISTENING, says: 'The first line; it goes on then.' },
  setup: {
    shape: {
      target: 'text',
      spreadsheet_url: 'text?',
      revision: 'text',
      revision_meaning: 'text',
      tabs: [{ tab: 'text', title: 'text', created: 'boolean', columns_added: ['text'] }],
      account: 'text?',
      configuration: { file: 'text', written: ['text'], left: ['text'] },
      test_row: 'text',
      shared_with: ['text'],
      overview: [{ target: 'text', title: 'text', created: 'boolean', overview_url: 'text?' }, null],
      hints: ['text'],
    },
    says: '`overview` is `null` without `--overview`.',
  },
  status: { document: 'The document of `GET /api/sync/status`' },
  force: {
    document: '`{ "run", "tabs_set_aside", "process_id" }`',
    says: 'The run as `GET /api/sync/runs/:id` has it, or `null` with `--no-wait`; the problems of tabs that were left out, as in `GET /api/sync/status`; the process in the background, or `null`.',
  },
  verify: { document: 'The document of `POST /api/sync/verify`' },
  rebuild: { document: '`{ "run", "tabs_set_aside", "process_id" }`', says: 'As of `force`.' },
  plan: { document: 'The document of `GET /api/sync/plan`' },
  cleanup: { shape: { removed: 'number', dry_run: 'boolean' } },
  import: {
    shape: {
      file: 'text',
      kind: 'text',
      dry_run: 'boolean',
      added: 'number',
      changed: 'number',
      unchanged: 'number',
      refused: 'number',
      further_problems: 'number',
      duration_ms: 'number',
    },
    says: 'Counted in lines. Each problem of a line is a JSON line on stderr, `{ "line", "message" }`.',
  },
  export: {
    shape: { kind: 'text', format: 'text', output: 'text', rows: 'number', duration_ms: 'number' },
    says: 'With `--output`; without it, the data itself as JSON lines.',
  },
  erase: {
    shape: {
      user_id: 'text',
      removed: {
        submissions: 'number',
        responses: 'number',
        completions: 'number',
        profiles: 'number',
        sessions: 'number',
        kept_answers: 'number',
      },
    },
  },
  'copy-store': {
    shape: {
      from: 'text',
      to: 'text',
      resumed: 'boolean',
      records: {
        submission: 'number',
        completion: 'number',
        learner: 'number',
        course: 'number',
        session: 'number',
        tab: 'number',
        row: 'number',
        journal: 'number',
        run: 'number',
        target: 'number',
        api_key: 'number',
      },
      duration_ms: 'number',
    },
  },
  'keys create': { shape: { secret: 'text', key: API_KEY } },
  'keys list': { shape: { keys: [API_KEY] } },
  'keys revoke': { shape: { key: API_KEY } },
  doctor: {
    shape: {
      state: 'text',
      exit_code: 'number',
      checks: [{ name: 'text', state: 'text', detail: 'text', remedy: 'text?' }],
      settings: [{ name: 'text', value: 'text?', from: 'text' }],
    },
    says: 'States are `ok`, `warning` and `failure`; that at the top is the worst of them.',
  },
  'config show': { shape: { settings: [{ name: 'text', about: 'text', value: 'text?', from: 'text' }] } },
  demo: { shape: LISTENING, says: 'The first line; it goes on then.' },
  emulator: {
    shape: { url: 'text', spreadsheet_id: 'text', process_id: 'number' },
    says: 'The first line; it goes on then.',
  },
  completion: { shape: { shell: 'text', script: 'text' } },
};
