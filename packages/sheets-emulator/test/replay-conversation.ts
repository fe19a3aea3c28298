import { readFileSync } from 'node:fs';

/** One exchange of a recorded conversation. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** Where an answer was not the recorded one. */
export interface Difference {
  readonly index: number;
  readonly call: string;
  readonly path: string;
  readonly recorded: unknown;
  readonly answered: unknown;
}

export interface ReplayResult {
  readonly exchanges: number;
  readonly identical: number;
  readonly differences: readonly Difference[];
}

export const readConversation = (file: string): readonly Exchange[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Exchange);

/** Names of fields whose values are made up by the service. Their values are mapped, and used in later requests. */
const ID_FIELDS =
  /^(id|spreadsheetId|spreadsheetUrl|sheetId|namedRangeId|protectedRangeId|metadataId|chartId|bandedRangeId|filterViewId|permissionId|tableId|slicerId|etag)$/;
const TIME_FIELDS = /^(createdTime|modifiedTime)$/;
const FORMAT_FIELDS = /^(defaultFormat|spreadsheetTheme|effectiveFormat)$/;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was recorded, with the ids of this run in it. */
class IdMap {
  readonly #ids = new Map<string, string>();

  learn(recorded: unknown, answered: unknown): void {
    if (recorded === answered || recorded === undefined || answered === undefined) return;
    if (String(recorded).length > 1) this.#ids.set(String(recorded), String(answered));
  }

  text(recorded: string): string {
    let text = recorded;
    for (const [from, to] of this.#ids) text = text.replaceAll(from, to);
    return text;
  }
}

const compare = (
  recorded: unknown,
  answered: unknown,
  path: string,
  ids: IdMap,
  report: (path: string, recorded: unknown, answered: unknown) => void,
): void => {
  if (Array.isArray(recorded) && Array.isArray(answered)) {
    const length = Math.max(recorded.length, answered.length);
    for (let i = 0; i < length; i++) compare(recorded[i], answered[i], `${path}[${i}]`, ids, report);
    return;
  }
  if (isFields(recorded) && isFields(answered)) {
    for (const name of new Set([...Object.keys(recorded), ...Object.keys(answered)])) {
      const both = recorded[name] !== undefined && answered[name] !== undefined;
      if (both && (TIME_FIELDS.test(name) || FORMAT_FIELDS.test(name))) continue;
      if (both && ID_FIELDS.test(name)) {
        ids.learn(recorded[name], answered[name]);
        continue;
      }
      compare(recorded[name], answered[name], `${path}.${name}`, ids, report);
    }
    return;
  }
  if (recorded === answered) return;
  if (typeof recorded === 'string' && ids.text(recorded) === answered) return;
  report(path, recorded, answered);
};

const answerOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Makes the same calls once more against `root`, and says where the answers differ. */
export const replayConversation = async (
  root: string,
  conversation: readonly Exchange[],
): Promise<ReplayResult> => {
  const ids = new IdMap();
  const differences: Difference[] = [];
  let identical = 0;
  for (const [index, { method, url, body, status, answer }] of conversation.entries()) {
    const address = ids.text(url.replace(/^https:\/\/[^/]+/, root));
    const sent = body === null || body === undefined ? undefined : ids.text(JSON.stringify(body));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(address, sent === undefined ? { method } : { method, headers, body: sent });
    const answered = await answerOf(response);
    const before = differences.length;
    const report = (path: string, recorded: unknown, given: unknown): void => {
      differences.push({ index, call: `${method} ${address}`, path, recorded, answered: given });
    };
    if (response.status !== status) report('status', status, response.status);
    compare(answer, answered, '', ids, report);
    if (differences.length === before) identical += 1;
  }
  return { exchanges: conversation.length, identical, differences };
};
