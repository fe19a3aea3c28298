import { ERROR_CODES, type ExaminedTab, fillIn, type QuizSync } from '@quiz-sync/core';
import { EXIT_CODES } from '../exit-code.js';
import { counted } from '../render/counted.js';
import { type Check, doubtful, fine, notLookedAt } from './check.js';
import type { TabLooks } from './check-google.js';
import { failedCheck } from './failed-check.js';

export const OF_TABS = ['tabs', 'headers', 'protections', 'filters'] as const;

/** Where to look up what a line is about. */
interface Place {
  readonly url: string | undefined;
  readonly account: string | undefined;
}

/** Our tabs, their headers, and what people have set up on them that is in the way. */
export async function checkTabs(
  quizSync: Pick<QuizSync, 'examineTabs'>,
  looks: TabLooks,
  place: Place,
): Promise<Check[]> {
  const examined = await quizSync.examineTabs();
  if (examined.isErr()) {
    const unseen = OF_TABS.slice(1).map((name) => notLookedAt(name, 'the tabs cannot be read'));
    return [await failedCheck('tabs', examined.error), ...unseen];
  }
  const tabs = examined.value;
  return [presence(tabs), ...headers(tabs), ...protections(tabs, looks, place), filters(tabs, looks)];
}

function presence(tabs: readonly ExaminedTab[]): Check {
  const missing = tabs.filter(({ state }) => state === 'tab_missing').map(({ title }) => `"${title}"`);
  if (missing.length === 0) return fine('tabs', `all ${tabs.length} are there`);
  return doubtful('tabs', `not there: ${missing.join(', ')}; the next sync makes them`, 'quiz-sync setup');
}

/** A line for each tab that is set aside, and one for those that lack columns. */
function headers(tabs: readonly ExaminedTab[]): Check[] {
  const lost = tabs.filter(({ state }) => state === 'headers_lost').map(lostHeaders);
  const incomplete = tabs.filter(({ state }) => state === 'columns_missing');
  const which = incomplete.map(({ title, headers: names }) => `"${title}" lacks ${listed(names)}`);
  if (lost.length + which.length > 0)
    return [
      ...lost,
      ...(which.length === 0 ? [] : [doubtful('headers', which.join('; '), 'quiz-sync setup')]),
    ];
  const ready = tabs.filter(({ state }) => state === 'ready');
  if (ready.length === 0) return [notLookedAt('headers', 'there are no tabs yet')];
  const count = ready.reduce((sum, { columns }) => sum + columns.length, 0);
  return [fine('headers', `all ${counted(count, 'column')} of ours are there`)];
}

function lostHeaders({ title, headers: names }: ExaminedTab): Check {
  return {
    name: 'headers',
    state: 'failure',
    detail: `"${title}" has lost ${listed(names)}: the tab is set aside`,
    remedy: `Put ${listed(names)} back into the first row of "${title}", above the column it belongs to.`,
    exitCode: EXIT_CODES.spreadsheet,
  };
}

/** Whoever protects columns of people's own is in nobody's way. */
function protections(tabs: readonly ExaminedTab[], looks: TabLooks, { url, account }: Place): Check[] {
  const inTheWay = tabs.filter(({ tab_id: id, columns }) =>
    looks
      .find(({ tabId }) => tabId === id)
      ?.forbidden.some(({ from, before }) =>
        columns.some((column) => column >= from && (before === undefined || column < before)),
      ),
  );
  if (inTheWay.length === 0) return [fine('protections', 'none is in the way')];
  return inTheWay.map(({ title }) => ({
    name: 'protections',
    state: 'failure',
    detail: `in "${title}" somebody has protected cells that we keep`,
    remedy: fillIn(ERROR_CODES.protected.remedy, { spreadsheet_url: url, account, range: `"${title}"` }),
    exitCode: EXIT_CODES.spreadsheet,
  }));
}

/** A filter never keeps us from writing; but whoever looks takes what it hides for missing. */
function filters(tabs: readonly ExaminedTab[], looks: TabLooks): Check {
  const filtered = tabs.filter(({ tab_id: id }) => looks.find(({ tabId }) => tabId === id)?.filtered);
  if (filtered.length === 0) return fine('filters', 'none hides rows');
  const [first] = filtered;
  return doubtful(
    'filters',
    `a filter hides rows from everybody who opens ${listed(filtered.map(({ title }) => title))}; they are written all the same`,
    `Open "${first?.title}" and choose Data, Remove filter, if rows seem to be missing.`,
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
