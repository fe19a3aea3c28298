import { type CommandRows, NEVER, STORE_AWAY } from './row.js';

const STORE_ALONE = {
  access: NEVER.asksNobody,
  spreadsheet: NEVER.asksNobody,
  otherWriter: NEVER.noLease,
  later:
    'A store file is there or not; one that is locked for long is said to be out of reach by a test of the adapter.',
} as const;

/** Commands that bring data in and out. */
export const DATA: readonly CommandRows[] = [
  {
    command: 'import',
    done: [
      {
        line: 'import good.csv',
        says: /Imported responses from good\.csv: 3 lines new/,
        leaves: { submissions: 6, waiting: 6 },
      },
    ],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'import good.csv', says: STORE_AWAY },
      usage: {
        line: 'import nowhere.csv',
        says: /FILE nowhere\.csv cannot be read: there is no such file/,
        world: 'waiting',
      },
      partly: { line: 'import bad.csv', says: /bad\.csv:2: submitted_at must be/ },
    },
    interrupted: {
      line: 'import pipe --kind responses --format csv',
      hold: 'pipe',
      says: /The same command goes on/,
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'export',
    done: [{ line: 'export responses', says: /submission_id,user_id/ }],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'export responses', says: STORE_AWAY },
      usage: { line: 'export answers', says: /must be one of responses, / },
      partly: NEVER.inPart,
    },
    interrupted: {
      line: 'export responses > pipe',
      hold: 'pipe',
      says: /Interrupted after [\d,]+ rows\. Nothing was changed/,
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'erase',
    done: [
      {
        line: 'erase learner-1 --yes',
        says: /Erased learner-1: 3 submissions/,
        world: 'waiting',
        leaves: { submissions: 0 },
      },
    ],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'erase ada --yes', says: STORE_AWAY, hereAlone: true },
      usage: { line: 'erase', says: /erase needs a LEARNER/ },
      partly: NEVER.inPart,
    },
    interrupted: {
      line: 'erase learner-1 --yes',
      hold: 'store',
      hereAlone: true,
      says: /Interrupted\. (Everything of the learner may be gone|Nothing was changed)/,
    },
    withService: true,
  },
  {
    command: 'cleanup',
    done: [{ line: 'cleanup --yes', says: /Removed 0 empty sessions/ }],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'cleanup', says: STORE_AWAY },
      usage: { line: 'cleanup --older-than soon', says: /--older-than must be a duration such as 30d/ },
      partly: NEVER.inPart,
    },
    interrupted: {
      line: 'cleanup --yes',
      hold: 'store',
      says: /Interrupted\. (The sessions are removed all at once|Nothing was changed)/,
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'copy-store',
    done: [
      {
        line: 'copy-store --from sqlite:quiz.db --to sqlite:copy.db',
        says: /Copied: .*found alike in both/,
        world: 'waiting',
      },
    ],
    failures: {
      access: NEVER.asksNobody,
      spreadsheet: NEVER.asksNobody,
      later: STORE_ALONE.later,
      failed: {
        line: 'copy-store --from sqlite:quiz.db --to mongodb://127.0.0.1:9/quiz',
        says: STORE_AWAY,
        world: 'waiting',
      },
      usage: { line: 'copy-store --from sqlite:quiz.db', says: /needs both --from STORE and --to STORE/ },
      partly: NEVER.inPart,
      otherWriter: {
        line: 'copy-store --from sqlite:quiz.db --to sqlite:copy.db',
        says: /the-other/,
      },
    },
    interrupted: {
      line: 'copy-store --from sqlite:quiz.db --to sqlite:copy.db',
      hold: 'store',
      says: /the same command goes on/,
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'keys create',
    done: [{ line: 'keys create --label Moodle', says: /qs_\w{20}/ }],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'keys create', says: STORE_AWAY },
      usage: { line: 'keys create --scope write', says: /--scope must be one of submit, read, admin/ },
      partly: NEVER.inPart,
    },
    interrupted: {
      line: 'keys create',
      hold: 'store',
      says: /Interrupted\. (If a key was made|Nothing was changed)/,
    },
    withService: NEVER.worksOnStore,
  },
  {
    command: 'keys list',
    done: [{ line: 'keys list', says: /Moodle/ }],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'keys list', says: STORE_AWAY },
      usage: { line: 'keys lst', says: /did you mean "keys list"\?/ },
      partly: NEVER.inPart,
    },
    interrupted: NEVER.quick,
    withService: NEVER.worksOnStore,
  },
  {
    command: 'keys revoke',
    done: [{ line: 'keys revoke $KEY --yes', says: /Revoked: API key/ }],
    failures: {
      ...STORE_ALONE,
      failed: { line: 'keys revoke 0a1b2c3d4e5f --yes', says: STORE_AWAY },
      usage: { line: 'keys revoke Moodle', says: /must be the id of a key/ },
      partly: NEVER.inPart,
    },
    interrupted: {
      line: 'keys revoke $KEY --yes',
      hold: 'store',
      says: /Interrupted\. (The key is revoked or it is not|Nothing was changed)/,
    },
    withService: NEVER.worksOnStore,
  },
];
