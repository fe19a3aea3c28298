import type { OpenApiDocument } from '@quiz-sync/express';
import { type Html, html, prose } from './html.js';
import { operationView } from './operation-view.js';
import { schemaView } from './schema-view.js';

/** The description of the API as a page: everything is in it, nothing is loaded from elsewhere, and no script runs. */
export function docsPage(document: OpenApiDocument): string {
  const { tags, components, info } = document;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Quiz Sync: the API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<header>
<h1>Quiz Sync: the API</h1>
<p>Version ${String(info['version'])}. <a href="/openapi.json">As OpenAPI 3.1</a>, for programs. <a href="/">The status page</a>.</p>
</header>
<div class="columns">
<nav aria-label="Operations">
${tags.map(({ name }) => tagEntry(document, name))}
<p><a href="#schemas">Schemas</a></p>
</nav>
<main>
${prose(String(info['description']))}
${tags.map(({ name, description }) => tagSection(document, name, description))}
<section aria-labelledby="schemas">
<h2 id="schemas">Schemas</h2>
${Object.entries(components.schemas).map(([name, schema]) => html`<h3 id="schema-${name}">${name}</h3>\n${schemaView(name, schema)}\n`)}
</section>
</main>
</div>
</body>
</html>
`.html;
}

function tagEntry(document: OpenApiDocument, tag: string): Html {
  const links = operationsOf(document, tag).map(
    ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>\n`,
  );
  return html`<h2>${tag}</h2>\n<ul>\n${links}</ul>\n`;
}

function tagSection(document: OpenApiDocument, tag: string, description: string): Html {
  const articles = operationsOf(document, tag).map(({ method, path, operation }) =>
    operationView(method, path, operation),
  );
  return html`<section aria-labelledby="tag-${tag}">
<h2 id="tag-${tag}">${tag}</h2>
<p>${description}</p>
${articles}</section>
`;
}

function operationsOf({ paths }: OpenApiDocument, tag: string) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.some((name) => name === tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );
}
