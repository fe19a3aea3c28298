import { ERROR_CODES, type ErrorCode } from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { MOST_ERRORS, type Problem } from '../problem.js';
import type { Wire } from './wire.js';

const codes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];

/** Every answer that is not a success: see {@link Problem}. */
export const problemSchema = named(
  'Problem',
  z.object({
    type: z.string().describe('A URI that names the kind of problem.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What happened this time and what to do, for people.'),
    code: z.enum(codes).describe('The kind of problem in one word, for programs.'),
    request_id: z.string().describe('The same as in the X-Request-Id header, and in the log of the service.'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('RFC 6901 into the body, or `/name` of a parameter.'),
          message: z.string(),
        }),
      )
      .min(1)
      .max(MOST_ERRORS)
      .optional()
      .describe('Each field that is wrong, or the first of a great many.'),
  }) satisfies z.ZodType<Wire<Problem>>,
);
