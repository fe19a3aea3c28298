import { describe, expect, test } from 'vitest';
import type { Configuration, ConfigurationSources } from '../src/configuration/configuration.js';
import { explainConfiguration } from '../src/configuration/explain-configuration.js';
import { loadConfiguration } from '../src/configuration/load-configuration.js';
import { SETTING_NAMES, SETTINGS } from '../src/configuration/settings-table.js';

const problemsOf = (sources: ConfigurationSources): readonly string[] =>
  loadConfiguration(sources).match(
    () => [],
    ({ problems }) => problems,
  );

const valuesOf = (sources: ConfigurationSources): Configuration => loadConfiguration(sources)._unsafeUnwrap();

test('without anything, the defaults hold', () => {
  const { origins, warnings, ...values } = valuesOf({});
  expect(values).toEqual({
    allowedOrigins: [],
    host: '127.0.0.1',
    port: 3000,
    store: { type: 'sqlite', path: '.quiz-sync/quiz-sync.db' },
    spreadsheetId: undefined,
    googleCredentialsFile: undefined,
    googleClientEmail: undefined,
    googlePrivateKey: undefined,
    emulatorHost: undefined,
    scheduler: { type: 'timer' },
    syncEnabled: true,
    timeZone: 'UTC',
    logLevel: 'info',
    apiKeysFile: undefined,
    jwtJwksUrl: undefined,
    jwtIssuer: undefined,
    jwtAudience: undefined,
    jwtAlgorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    jwtClockTolerance: 30,
    rateLimitPerAddress: 60_000,
    rateLimitPerKey: 60_000,
    rateLimitPerLearner: 600,
    trustProxy: undefined,
    tabs: {},
    topicCourses: {},
  });
  expect(warnings).toEqual([]);
  expect(new Set(Object.values(origins).map(({ from }) => from))).toEqual(new Set(['default']));
});

test('flags go over the environment, the environment over the file, the file over the defaults', () => {
  const all = {
    flags: { port: 1 },
    env: { PORT: '2', LOG_LEVEL: 'warn' },
    file: { port: 3, log_level: 'debug', time_zone: 'Europe/Berlin' },
  };
  const configuration = valuesOf(all);
  expect(configuration).toMatchObject({ port: 1, logLevel: 'warn', timeZone: 'Europe/Berlin' });
  expect(configuration.origins).toMatchObject({
    port: { from: 'flag', name: '--port' },
    logLevel: { from: 'environment', name: 'LOG_LEVEL' },
    timeZone: { from: 'file', name: 'time_zone in quiz-sync.config.json' },
    host: { from: 'default', name: 'default' },
  });
});

describe('values as they are written', () => {
  const table: [ConfigurationSources, Partial<Configuration>][] = [
    [{ env: { PORT: '0' } }, { port: 0 }],
    [{ file: { port: 8080 } }, { port: 8080 }],
    [{ env: { PORT: '' } }, { port: 3000 }],
    [{ flags: { port: undefined } }, { port: 3000 }],
    [
      { env: { QUIZ_SYNC_STORE: 'sqlite:/var/lib/quiz.db' } },
      { store: { type: 'sqlite', path: '/var/lib/quiz.db' } },
    ],
    [
      { env: { QUIZ_SYNC_STORE: 'mongodb+srv://me:secret@cluster.example/quiz' } },
      { store: { type: 'mongodb', url: 'mongodb+srv://me:secret@cluster.example/quiz' } },
    ],
    [
      { env: { QUIZ_SYNC_SCHEDULER: 'rediss://me:secret@queue:6380/2' } },
      { scheduler: { type: 'redis', url: 'rediss://me:secret@queue:6380/2' } },
    ],
    [{ env: { QUIZ_SYNC_SPREADSHEET_ID: '1aB-_c' } }, { spreadsheetId: '1aB-_c' }],
    [
      { env: { QUIZ_SYNC_SPREADSHEET_ID: 'https://docs.google.com/spreadsheets/d/1aB-_c/edit#gid=0' } },
      { spreadsheetId: '1aB-_c' },
    ],
    [{ env: { GOOGLE_SHEETS_SPREADSHEET_ID: 'old' } }, { spreadsheetId: 'old' }],
    [
      { env: { QUIZ_SYNC_SPREADSHEET_ID: 'new', GOOGLE_SHEETS_SPREADSHEET_ID: 'old' } },
      { spreadsheetId: 'new' },
    ],
    [
      { env: { SHEETS_EMULATOR_HOST: 'http://localhost:8090/', QUIZ_SYNC_SPREADSHEET_ID: 'x' } },
      { emulatorHost: 'localhost:8090' },
    ],
    [
      { env: { SHEETS_EMULATOR_HOST: '[::1]:8090', QUIZ_SYNC_SPREADSHEET_ID: 'x' } },
      { emulatorHost: '[::1]:8090' },
    ],
    [{ env: { QUIZ_SYNC_SYNC_ENABLED: 'false' } }, { syncEnabled: false }],
    [{ env: { QUIZ_SYNC_SYNC_ENABLED: '1' } }, { syncEnabled: true }],
    [{ file: { sync_enabled: false } }, { syncEnabled: false }],
    [
      { env: { GOOGLE_CLIENT_EMAIL: 'sync@school.iam.gserviceaccount.com', GOOGLE_PRIVATE_KEY: 'a\\nb' } },
      { googleClientEmail: 'sync@school.iam.gserviceaccount.com', googlePrivateKey: 'a\nb' },
    ],
    [{ env: { HOST: 'localhost' } }, { host: 'localhost' }],
    [{ env: { HOST: '::1' } }, { host: '::1' }],
    [{ env: { HOST: '127.1.2.3' } }, { host: '127.1.2.3' }],
    [{ env: { QUIZ_SYNC_TRUST_PROXY: '2' } }, { trustProxy: 2 }],
    [{ file: { trust_proxy: 1 } }, { trustProxy: 1 }],
    [{ env: { QUIZ_SYNC_TRUST_PROXY: '10.0.0.0/8, ::1' } }, { trustProxy: ['10.0.0.0/8', '::1'] }],
    [{ env: { QUIZ_SYNC_RATE_LIMIT_PER_KEY: '0' } }, { rateLimitPerKey: 0 }],
    [{ env: { QUIZ_SYNC_JWT_ALGORITHMS: 'ES256, EdDSA' } }, { jwtAlgorithms: ['ES256', 'EdDSA'] }],
    [
      {
        env: {
          QUIZ_SYNC_JWT_JWKS_URL: 'http://127.0.0.1:8080/jwks',
          QUIZ_SYNC_JWT_ISSUER: 'https://login.example.org/',
          QUIZ_SYNC_JWT_AUDIENCE: 'quiz-sync',
        },
      },
      {
        jwtJwksUrl: 'http://127.0.0.1:8080/jwks',
        jwtIssuer: 'https://login.example.org/',
        jwtAudience: 'quiz-sync',
      },
    ],
    [
      { env: { HOST: '0.0.0.0', QUIZ_SYNC_API_KEYS_FILE: 'keys.json' } },
      { host: '0.0.0.0', apiKeysFile: 'keys.json' },
    ],
    [
      {
        file: {
          tabs: { profiles: { title: 'Profile', headers: { user_id: 'Id' } } },
          topic_courses: { risk: 'Risk and return' },
        },
      },
      {
        tabs: { profiles: { title: 'Profile', headers: { user_id: 'Id' } } },
        topicCourses: { risk: 'Risk and return' },
      },
    ],
  ];

  test.each(table)('%o', (sources, expected) => {
    expect(valuesOf(sources)).toMatchObject(expected);
  });
});

describe('values that cannot be used', () => {
  const table: [ConfigurationSources, RegExp][] = [
    [{ env: { PORT: 'abc' } }, /^PORT: must be a whole number from 0 to 65535 .* \(it is "abc"\)$/],
    [{ env: { PORT: '70000' } }, /^PORT: must be a whole number/],
    [{ flags: { port: 1.5 } }, /^--port: must be a whole number/],
    [{ file: { port: true } }, /^port in quiz-sync\.config\.json: must be a whole number/],
    [{ env: { QUIZ_SYNC_STORE: 'mongodb://' } }, /^QUIZ_SYNC_STORE: must be sqlite:PATH, .*, or mongodb:/],
    [{ env: { QUIZ_SYNC_STORE: 'quiz.db' } }, /^QUIZ_SYNC_STORE: must be sqlite:PATH/],
    [{ env: { QUIZ_SYNC_STORE: 'sqlite:' } }, /^QUIZ_SYNC_STORE: must be sqlite:PATH/],
    [{ env: { QUIZ_SYNC_SCHEDULER: 'cron' } }, /^QUIZ_SYNC_SCHEDULER: must be timer, or the URL of a Redis/],
    [{ env: { QUIZ_SYNC_SCHEDULER: 'http://queue:6379' } }, /^QUIZ_SYNC_SCHEDULER: must be timer/],
    [{ env: { QUIZ_SYNC_SCHEDULER: 'redis://queue/quiz' } }, /^QUIZ_SYNC_SCHEDULER: must be timer/],
    [{ env: { QUIZ_SYNC_SCHEDULER: 'redis://:pass/word@queue' } }, /^QUIZ_SYNC_SCHEDULER: must be timer/],
    [
      { env: { QUIZ_SYNC_SPREADSHEET_ID: 'not an id' } },
      /^QUIZ_SYNC_SPREADSHEET_ID: must be the id of a spreadsheet/,
    ],
    [
      { env: { SHEETS_EMULATOR_HOST: 'localhost', QUIZ_SYNC_SPREADSHEET_ID: 'x' } },
      /^SHEETS_EMULATOR_HOST: must be HOST:PORT/,
    ],
    [
      { env: { SHEETS_EMULATOR_HOST: 'localhost:8090' } },
      /^SHEETS_EMULATOR_HOST: .* set QUIZ_SYNC_SPREADSHEET_ID/,
    ],
    [{ env: { QUIZ_SYNC_TIME_ZONE: 'Berlin' } }, /^QUIZ_SYNC_TIME_ZONE: must be the IANA name/],
    [{ env: { QUIZ_SYNC_TIME_ZONE: '+01:00' } }, /^QUIZ_SYNC_TIME_ZONE: must be the IANA name/],
    [{ env: { LOG_LEVEL: 'loud' } }, /^LOG_LEVEL: must be one of trace, debug, info/],
    [{ env: { QUIZ_SYNC_SYNC_ENABLED: 'maybe' } }, /^QUIZ_SYNC_SYNC_ENABLED: must be true or false/],
    [
      { env: { QUIZ_SYNC_JWT_JWKS_URL: 'https://login.example.org/jwks' } },
      /^QUIZ_SYNC_JWT_ISSUER, QUIZ_SYNC_JWT_AUDIENCE: tokens are let in by all three/,
    ],
    [
      { env: { QUIZ_SYNC_JWT_ISSUER: 'i', QUIZ_SYNC_JWT_AUDIENCE: 'a' } },
      /^QUIZ_SYNC_JWT_JWKS_URL: tokens are let in by all three/,
    ],
    [
      { env: { QUIZ_SYNC_JWT_JWKS_URL: 'http://login.example.org/jwks' } },
      /^QUIZ_SYNC_JWT_JWKS_URL: must be an https:/,
    ],
    [
      { env: { QUIZ_SYNC_JWT_ALGORITHMS: 'none' } },
      /^QUIZ_SYNC_JWT_ALGORITHMS: must be one or more of RS256/,
    ],
    [{ env: { QUIZ_SYNC_JWT_ALGORITHMS: 'RS256,HS256' } }, /^QUIZ_SYNC_JWT_ALGORITHMS: must be/],
    [{ file: { jwt_algorithms: [] } }, /^jwt_algorithms in quiz-sync\.config\.json: must be/],
    [{ env: { QUIZ_SYNC_JWT_CLOCK_TOLERANCE: '301' } }, /^QUIZ_SYNC_JWT_CLOCK_TOLERANCE: must be a whole/],
    [{ env: { QUIZ_SYNC_RATE_LIMIT_PER_KEY: 'many' } }, /^QUIZ_SYNC_RATE_LIMIT_PER_KEY: must be a whole/],
    [{ env: { QUIZ_SYNC_TRUST_PROXY: 'true' } }, /^QUIZ_SYNC_TRUST_PROXY: must be how many proxies/],
    [{ env: { QUIZ_SYNC_TRUST_PROXY: '0' } }, /^QUIZ_SYNC_TRUST_PROXY: must be how many proxies/],
    [{ env: { QUIZ_SYNC_TRUST_PROXY: '10.0.0.0/33' } }, /^QUIZ_SYNC_TRUST_PROXY: must be/],
    [{ env: { QUIZ_SYNC_TRUST_PROXY: 'balancer' } }, /^QUIZ_SYNC_TRUST_PROXY: must be/],
    [
      { env: { GOOGLE_CLIENT_EMAIL: 'a@b.example' } },
      /^GOOGLE_CLIENT_EMAIL: is set without its key: set GOOGLE_PRIVATE_KEY/,
    ],
    [
      { env: { GOOGLE_PRIVATE_KEY: 'k' } },
      /^GOOGLE_PRIVATE_KEY: is set without its account: set GOOGLE_CLIENT_EMAIL/,
    ],
    [{ file: [] }, /^quiz-sync\.config\.json: must hold a JSON object/],
    [{ file: { prot: 1 } }, /^quiz-sync\.config\.json: has no setting "prot"; it takes host, port/],
    [
      { file: { tabs: { profiles: { titel: 'x' } } } },
      /^tabs in quiz-sync\.config\.json \/ profiles: .*titel/,
    ],
    [
      { file: { topic_courses: { risk: 3 } } },
      /^topic_courses in quiz-sync\.config\.json \/ risk: must be text/,
    ],
  ];

  test.each(table)('%o', (sources, expected) => {
    expect(problemsOf(sources)).toEqual([expect.stringMatching(expected)]);
  });
});

test('everything that is wrong is told at once', () => {
  const problems = problemsOf({
    env: { PORT: 'x', LOG_LEVEL: 'y' },
    flags: { timeZone: 'z' },
    file: { nope: 1 },
  });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    'quiz-sync.config.json',
    'PORT',
    '--time-zone',
    'LOG_LEVEL',
  ]);
});

test('a variable that is named as ours are and is none is told with the one that was meant, and is no error', () => {
  const env = {
    QUIZ_SYNC_SPREADSHEETID: '1aB',
    QUIZ_SYNC_PORT: '4000',
    QUIZ_SYNC_GRADE: 'A',
    ...{ QUIZ_SYNC_API_KEY: 'k', QUIZ_SYNC_EMPTY: '', QUIZ_SYNC_TEST_REDIS_URL: 'redis://127.0.0.1' },
  };
  const warnings = [
    'QUIZ_SYNC_SPREADSHEETID: is not a setting; did you mean QUIZ_SYNC_SPREADSHEET_ID?',
    'QUIZ_SYNC_PORT: is not a setting; did you mean PORT?',
    'QUIZ_SYNC_GRADE: is not a setting; quiz-sync config show lists them',
  ];
  expect(valuesOf({ env })).toMatchObject({ spreadsheetId: undefined, warnings });
  expect(problemsOf({ env: { ...env, LOG_LEVEL: 'y' } })).toEqual([
    expect.stringMatching(/^LOG_LEVEL/),
    ...warnings,
  ]);
});

test('what Kubernetes tells of a service that is called quiz-sync is nobody’s typing error', () => {
  const told = ['SERVICE_HOST', 'SERVICE_PORT', 'SERVICE_PORT_HTTP', 'PORT_3000_TCP', 'PORT_3000_TCP_ADDR'];
  const env = Object.fromEntries(told.map((name) => [`QUIZ_SYNC_${name}`, '10.0.0.1']));
  const links = { QUIZ_SYNC_PORT: 'tcp://10.0.0.1:3000', QUIZ_SYNC_REDIS_PORT: 'tcp://10.0.0.2:6379' };
  expect(valuesOf({ env: { ...env, ...links } }).warnings).toEqual([]);
});

test('every setting that can be wrong is told of by its variable, with what it must be, all in one list', () => {
  const variables = SETTING_NAMES.flatMap((name) => SETTINGS[name].variables.slice(0, 1));
  const problems = problemsOf({ env: Object.fromEntries(variables.map((variable) => [variable, ' '])) });
  expect([...new Set(problems.map((problem) => /^\w+/.exec(problem)?.[0]))]).toEqual(variables);
  for (const problem of problems) expect(problem).toMatch(/^[\w/ ]+: must .{3,}/);
});

test('all that is wrong in one setting is told', () => {
  const tabs = { profiles: { title: '' }, responses: { title: 'x'.repeat(101) } };
  expect(problemsOf({ file: { tabs } }).map((problem) => problem.split(' (it is')[0])).toEqual([
    'tabs in quiz-sync.config.json / profiles / title: must not be empty',
    'tabs in quiz-sync.config.json / responses / title: must be at most 100 characters, as Google has it',
  ]);
});

test('a secret is neither explained nor quoted in a problem', () => {
  const canary = 'CANARY-KEY';
  const account = { GOOGLE_CLIENT_EMAIL: 'a@b.example', GOOGLE_PRIVATE_KEY: canary };
  const explained = explainConfiguration(valuesOf({ env: account }));
  expect(explained).toContainEqual(
    expect.objectContaining({ name: 'googlePrivateKey', value: '(hidden)', from: 'GOOGLE_PRIVATE_KEY' }),
  );
  expect(JSON.stringify(explained)).not.toContain(canary);
  expect(problemsOf({ env: { GOOGLE_PRIVATE_KEY: canary } }).join()).not.toContain(canary);
  expect(problemsOf({ file: { google_private_key: [canary] } }).join()).not.toContain(canary);
});

test('each value is explained as it would be written, with where it came from', () => {
  const explained = explainConfiguration(valuesOf({ env: { PORT: '0' } }));
  expect(explained).toContainEqual(expect.objectContaining({ name: 'port', value: '0', from: 'PORT' }));
  expect(explained).toContainEqual(
    expect.objectContaining({ name: 'store', value: 'sqlite:.quiz-sync/quiz-sync.db', from: 'default' }),
  );
  expect(explained).toContainEqual(
    expect.objectContaining({ name: 'scheduler', value: 'timer', from: 'default' }),
  );
});

test('a password in the address of Redis is not shown', () => {
  const [scheduler] = explainConfiguration(
    valuesOf({ env: { QUIZ_SYNC_SCHEDULER: 'redis://me:hunter2@queue:6379' } }),
  ).filter(({ name }) => name === 'scheduler');
  expect(scheduler?.value).toMatch(/^redis:\/\/me:.+@queue:6379$/);
  expect(scheduler?.value).not.toContain('hunter2');
});
