import { documents } from './0001-documents.js';
import { idempotencyKeys } from './0002-idempotency-keys.js';
import { personalData } from './0003-personal-data.js';
import type { SchemaStep } from './schema-step.js';

/** In order of their versions. A new one goes at the end; none is ever changed once released. */
export const ALL_STEPS: readonly SchemaStep[] = [documents, idempotencyKeys, personalData];
