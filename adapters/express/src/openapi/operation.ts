import type { Scope } from '@quiz-sync/core';
import type { z } from 'zod';
import type { Refusal } from './refusal-status.js';

/** What a route is for whoever calls it: the entry of the OpenAPI document, as plain data beside the route. */
export interface Operation {
  /** Unique, and stable: generated clients name their functions by it. */
  readonly id: string;
  readonly tag: Tag;
  /** Of what stands beside the API and is not open to everybody; a route of the API has its own. */
  readonly scope?: Scope;
  /** A few words. */
  readonly summary: string;
  /** Sentences; may hold Markdown. */
  readonly description: string;
  /** Every `:name` of the path is among them. */
  readonly parameters?: readonly Parameter[];
  /** Of a route that reads one. */
  readonly body?: RequestBody;
  /** By status: what it answers when all is well. */
  readonly answers: Readonly<Record<number, DocumentedAnswer>>;
  /** What it may answer instead, besides what any route may. */
  readonly refusals: readonly Refusal[];
}

/** Under which heading an operation is found. */
export type Tag = 'Submissions' | 'Catalogue' | 'Learners' | 'Sync' | 'Verification' | 'Service';

export interface Parameter {
  readonly name: string;
  /** One in the path is required, others are not. */
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly schema: z.ZodType;
  readonly example?: string | number | boolean;
}

export interface RequestBody {
  /** The schema that the body is validated with. */
  readonly schema: z.ZodType;
  /** By name; each is sent to a real service by the tests. */
  readonly examples: Readonly<Record<string, Example>>;
}

export interface Example {
  readonly summary: string;
  readonly value: unknown;
}

export interface DocumentedAnswer {
  readonly description: string;
  /** `undefined`: the answer has no body, or none that is JSON. */
  readonly schema?: z.ZodType;
  /** Default: `application/json`. */
  readonly contentType?: string;
  readonly example?: unknown;
  /** Beyond those that every answer has; values are their descriptions. */
  readonly headers?: Readonly<Record<string, string>>;
}
