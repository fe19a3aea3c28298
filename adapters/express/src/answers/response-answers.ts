import { type CutCells, labelSchema } from '@quiz-sync/core';
import { z } from 'zod';
import { named } from '../openapi/named-schema.js';
import { syncProblem, tabName } from './run-answers.js';
import { count, instant, stored } from './wire.js';

const rowNumber = z.int().min(1).describe('As people see it, the header’s being 1.');

export const fateFound = stored(
  'ResponseFound',
  z.object({
    response_id: z.string(),
    state: z
      .enum(['pending', 'in_flight', 'in_sheet', 'set_aside', 'gone'])
      .describe('`gone`: people have deleted its row; a verification with repair brings it back.'),
    since: instant.nullable(),
    row: rowNumber.nullable(),
    problem: syncProblem.nullable().describe('Why it is set aside, or why syncing stands still.'),
    cut_cells: z
      .array(z.object({ column: labelSchema, characters: count }))
      .describe('Texts too long for a cell, with the length of the whole text.'),
  }),
);

export const cutCellsSchema = named(
  'CutCells',
  z.object({
    limit: count.describe('How many characters a cell takes.'),
    cut_cells: z.array(
      z.object({
        tab: tabName,
        title: z.string(),
        key: z.string(),
        column: z.string(),
        characters: count.describe('Length of the whole text, which the store has.'),
      }),
    ),
    further: z.boolean().describe('There are, or were, more rows of the kind than are remembered.'),
  }) satisfies z.ZodType<CutCells>,
);
