import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fullExposition } from './full-exposition.js';
import type { Exposition } from './read-exposition.js';

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/operate/${name}`, import.meta.url), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook', string>>;
}

const rules: readonly Rule[] = parse(read('alerts.yaml')).groups.flatMap(
  ({ rules: each }: { rules: readonly Rule[] }) => each,
);

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: string }[] };
}

const dashboard: Dashboard = JSON.parse(read('dashboard.json'));

/** Every expression, by where it stands. Grafana fills in the interval before Prometheus sees it. */
const expressions = [
  ...rules.map(({ alert, expr }) => ({ where: alert, expr })),
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ where: title, expr: expr.replaceAll('$__rate_interval', '5m') })),
  ),
];

interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

/** What an expression selects; throws when it is not PromQL. */
function selectorsIn(expr: string): Selector[] {
  const found: { metric: string; matchers: { label: string; operator: string; value: string }[] }[] = [];
  parser.parse(expr).iterate({
    enter({ type, node, from, to }) {
      if (type.isError) throw new Error(`not PromQL at ${from}: ${expr}`);
      if (type.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        found.push({ metric: name === null ? '' : expr.slice(name.from, name.to), matchers: [] });
      }
      if (type.name !== 'UnquotedLabelMatcher') return;
      const [, label = '', operator = '', value = ''] =
        /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(expr.slice(from, to)) ?? [];
      found.at(-1)?.matchers.push({ label, operator, value });
    },
  });
  return found;
}

/** What is wrong with a selector: a metric, a label or a value that there is not. */
function wrongIn({ metric, matchers }: Selector, { samples }: Exposition): string[] {
  const series = samples.filter(({ name }) => name === metric);
  if (series.length === 0) return [`there is no ${metric}`];
  return matchers.flatMap(({ label, operator, value }) => {
    if (label === 'job') return [];
    const values = series.flatMap(({ labels }) => labels[label] ?? []);
    if (values.length === 0) return [`${metric} has no label ${label}`];
    const pattern = operator.endsWith('~') ? new RegExp(`^(?:${value})$`) : undefined;
    const some = values.some((each) => (pattern === undefined ? each === value : pattern.test(each)));
    return some ? [] : [`${label} of ${metric} is never ${value}`];
  });
}

/** As GitHub makes them. */
const anchorsIn = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'));

describe('what is given to operators', () => {
  test.each(expressions)('$where asks for what there is', async ({ expr }) => {
    const selectors = selectorsIn(expr);
    const exposition = await fullExposition();
    expect(selectors).not.toEqual([]);
    expect(selectors.flatMap((selector) => wrongIn(selector, exposition))).toEqual([]);
  });

  test('what is not PromQL, and what there is not, is found', async () => {
    expect(() => selectorsIn('max by (quiz_sync_state')).toThrow('not PromQL');
    const exposition = await fullExposition();
    const wrong = (expr: string) => selectorsIn(expr).flatMap((selector) => wrongIn(selector, exposition));
    expect(wrong('rate(quiz_sync_submission_total[5m])')).toHaveLength(1);
    expect(wrong('quiz_sync_state{status="blocked"}')).toHaveLength(1);
    expect(wrong('quiz_sync_state{state="stuck"}')).toHaveLength(1);
  });

  test('there are four alerts, each with what it means and a section of the runbook', () => {
    expect(rules.map(({ alert }) => alert)).toEqual([
      'QuizSyncNothingReachesTheSheet',
      'QuizSyncBlocked',
      'QuizSyncSubmissionsFailing',
      'QuizSyncSheetFullOrDrifted',
    ]);
    const anchors = anchorsIn(read('runbook.md'));
    for (const { alert, annotations, labels, for: lasting } of rules) {
      const [page, anchor] = annotations.runbook.split('#');
      expect(page).toBe('docs/operate/runbook.md');
      expect(anchor).toBe(alert.toLowerCase());
      expect(anchors).toContain(anchor);
      expect([annotations.summary, annotations.description].join()).toMatch(/\w.*\w/);
      expect(labels.severity).toMatch(/^(warning|critical)$/);
      expect(lasting).toMatch(/^\d+m$/);
    }
  });

  test('the dashboard chooses the job by a metric that there is', async () => {
    const { families } = await fullExposition();
    const [, metric] = /label_values\((\w+), job\)/.exec(dashboard.templating.list[1]?.query ?? '') ?? [];
    expect(families.map(({ name }) => name)).toContain(metric);
  });
});

/** The page of all metrics, made from what the service tells. `npx vitest run apps/server/test/operate.test.ts -u` writes it. */
async function metricsPage(): Promise<string> {
  const { families, samples } = await fullExposition();
  const rows = families
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, type, help }) => {
      const own = samples.filter((sample) => sample.name === name || sample.name === `${name}_bucket`);
      const labels = [...new Set(own.flatMap((sample) => Object.keys(sample.labels)))].filter(
        (label) => label !== 'le',
      );
      return `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`;
    });
  return `# Metrics

\`GET /metrics\`, for Prometheus, needs the scope \`admin\`. Made from what the service tells. No label has anything in it that
somebody sends: routes are patterns (\`/api/learners/:user_id\`), and all other labels are words of ours. Beside these there are
the usual ones of a Node process (\`process_*\`, \`nodejs_*\`).

Gauges are read from the status, the same that \`GET /api/sync/status\` answers, at most every five seconds however many scrape.
They are missing while the store does not answer (\`quiz_sync_store_up\` is 0), or as long as there is nothing to say. Instances
on one store tell the same of it; counters and histograms are each instance's own, since it started.

| metric | type | labels | |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

test('docs/operate/metrics.md says what the service tells', async () => {
  await expect(await metricsPage()).toMatchFileSnapshot('../../../docs/operate/metrics.md');
});
