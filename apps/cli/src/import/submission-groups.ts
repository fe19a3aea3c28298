import { MAX_RESPONSES } from '@quiz-sync/core';
import { contentId } from './content-id.js';
import type { FieldRules } from './field-rules.js';
import type { ImportItem, RefusedLines } from './import-item.js';
import type { SourceRow } from './source-row.js';

type Fields = Readonly<Record<string, unknown>>;
type SourceRecord = Extract<SourceRow, { type: 'record' }>;

/** The rest of the fields are those of a response. */
const OF_THE_SUBMISSION = [
  'submission_id',
  'user_id',
  'session_id',
  'quiz_type',
  'submitted_at',
  'selected_course_type',
];

interface Group {
  readonly submission: Fields;
  readonly responses: Fields[];
  readonly lines: number[];
}

/**
 * Puts responses together to the submissions they were sent in: records of one `submission_id`, one right after the
 * other. A record without such an id is a submission of its own, and its id is made of what it holds.
 */
export function submissionGroups() {
  let group: Group | undefined;
  function* end(): Iterable<ImportItem> {
    if (group !== undefined) yield toItem(group);
    group = undefined;
  }
  return {
    *add(record: SourceRecord, fields: Fields, rules: FieldRules): Iterable<ImportItem | RefusedLines> {
      const [submission, response] = parted(fields);
      const id = submission['submission_id'];
      if (group !== undefined && id !== undefined && group.submission['submission_id'] === id) {
        const differing = OF_THE_SUBMISSION.find((name) => submission[name] !== group?.submission[name]);
        if (differing === undefined) {
          group.responses.push(response);
          group.lines.push(record.line);
          // One too many is refused as that; more need not be kept in memory.
          if (group.responses.length > MAX_RESPONSES) yield* end();
        } else yield differs(record, differing, group);
        return;
      }
      yield* end();
      const own = id === undefined ? { submission_id: contentId(record, fields, rules) } : {};
      const responses = listIn(record) ?? [response];
      group = { submission: { ...submission, ...own }, responses, lines: [record.line] };
    },
    end,
  };
}

/** A JSON line may be a whole submission, as the API takes it. */
function listIn({ values }: SourceRecord): Fields[] | undefined {
  const list = values.get('responses');
  return Array.isArray(list) ? list : undefined;
}

function parted(fields: Fields): [submission: Fields, response: Fields] {
  const entries = Object.entries(fields);
  const isOfTheSubmission = ([name]: [string, unknown]) => OF_THE_SUBMISSION.includes(name);
  return [
    Object.fromEntries(entries.filter(isOfTheSubmission)),
    Object.fromEntries(entries.filter((entry) => !isOfTheSubmission(entry))),
  ];
}

function differs({ line }: SourceRecord, name: string, { lines }: Group): RefusedLines {
  const message = `${name} is another than in line ${lines[0]}, which is of the same submission_id`;
  return { type: 'refused', problems: [{ line, message }], count: 1 };
}

function toItem({ submission, responses, lines }: Group): ImportItem {
  return {
    type: 'item',
    lines,
    key: String(submission['submission_id']),
    take: ({ intake }) =>
      intake.submitQuiz({ ...submission, responses }).map(({ repeat }) => (repeat ? 'unchanged' : 'added')),
  };
}
