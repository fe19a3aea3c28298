import type { OperationObject } from '@quiz-sync/express';
import { type Html, html, inline, prose } from './html.js';
import { kindOf, type ShownSchema } from './schema-view.js';

interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: ShownSchema;
}

interface ShownContent {
  readonly schema?: ShownSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

interface ShownOperation extends Omit<OperationObject, 'parameters' | 'requestBody' | 'responses'> {
  readonly parameters?: readonly ShownParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, ShownContent>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content: Readonly<Record<string, ShownContent>> }>
  >;
}

/** One operation: what it is for, what it takes, what it answers. */
export function operationView(method: string, path: string, operation: OperationObject): Html {
  const shown = operation as unknown as ShownOperation;
  return html`<article id="${shown.operationId}">
<h3>${shown.summary}</h3>
<p class="route"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></p>
${prose(shown.description)}${parametersView(shown.parameters ?? [])}${bodyView(shown)}
<h4>Answers</h4>
<dl>
${Object.entries(shown.responses).map(([status, { description, content }]) => answerView(status, description, content))}</dl>
</article>
`;
}

function parametersView(parameters: readonly ShownParameter[]): Html {
  if (parameters.length === 0) return html``;
  return html`<h4>Parameters</h4>
<dl>
${parameters.map(
  ({ name, in: place, description, schema }) =>
    html`<dt><code>${name}</code> in the ${place}: ${kindOf(schema)}</dt><dd>${inline(description)}</dd>\n`,
)}</dl>`;
}

function bodyView({ requestBody }: ShownOperation): Html {
  const content = requestBody?.content['application/json'];
  if (content?.schema === undefined) return html``;
  return html`<h4>Body</h4>
<p>JSON: ${kindOf(content.schema)}</p>
${Object.values(content.examples ?? {}).map(({ summary, value }) => exampleView(summary, value))}`;
}

function answerView(
  status: string,
  description: string,
  content: Readonly<Record<string, ShownContent>>,
): Html {
  const [[type = '', { schema = {}, example } = {}] = []] = Object.entries(content);
  const kind = type === 'application/json' ? html` ${kindOf(schema)}` : html` <code>${type}</code>`;
  const shown = example === undefined ? html`` : exampleView('Example', example);
  return html`<dt>${status}${kind}</dt><dd>${inline(description)}${shown}</dd>\n`;
}

function exampleView(summary: string, value: unknown): Html {
  return html`<details><summary>${summary}</summary><pre tabindex="0">${JSON.stringify(value, null, 2)}</pre></details>`;
}
