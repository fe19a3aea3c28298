import { z } from 'zod';

/** Longest id or label, in UTF-16 code units. Ids are echoed into sheet keys, logs and URLs. */
export const MAX_ID_LENGTH = 200;

/** Longest free text we take in one field, in UTF-16 code units; longer than a cell holds, so nothing is lost in the store. */
export const MAX_TEXT_LENGTH = 100_000;

const NUL = String.fromCharCode(0);

/** Text without NUL, as the pattern of a JSON Schema. */
export const NO_NUL = String.raw`^[^\u0000]*$`;

/**
 * Text that every store, JSON and Google can hold unchanged. NUL ends strings in some stores and lone
 * surrogates cannot be encoded in UTF-8, so both are refused by name rather than silently replaced.
 */
const exactText = z
  .string()
  .refine((text) => !text.includes(NUL), 'must not contain a NUL character')
  .refine((text) => text.isWellFormed(), 'must not contain a lone surrogate (half of a character)')
  // What a JSON Schema can say of it.
  .meta({ pattern: NO_NUL });

/** An identifier chosen by the caller: 1 to 200 characters, compared exactly, never interpreted. */
export const idSchema = exactText
  .min(1, 'must not be empty')
  .max(MAX_ID_LENGTH, `must be at most ${MAX_ID_LENGTH} characters`);

/** A short name shown to people: a topic, a title, a first name. */
export const labelSchema = idSchema;

/** Free text from a learner or a question bank. May be empty. */
export const textSchema = exactText.max(MAX_TEXT_LENGTH, `must be at most ${MAX_TEXT_LENGTH} characters`);

/**
 * An instant as ISO 8601 with an offset, normalised to UTC with milliseconds: `2026-11-23T12:00:00.000Z`. Four-digit
 * years only, so that the texts sort as the instants do, and from 1970 on, since when every zone is whole quarter hours
 * from UTC.
 */
export const instantSchema = z.iso
  .datetime({
    offset: true,
    error: 'must be an ISO 8601 date-time with an offset, such as 2026-11-23T12:00:00Z',
  })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => /^(19[7-9]|[2-9]\d)\d/.test(text), 'must lie in the years 1970 to 9999');
