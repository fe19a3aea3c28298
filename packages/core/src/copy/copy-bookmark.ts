import { z } from 'zod';
import { ARCHIVE_KINDS, type ArchiveCursor, type ArchiveKind } from '../ports/store-archive.js';

/** Where a copy has got to; kept in the destination, so that another process can go on. */
export interface CopyBookmark {
  /** Whose copy it is, by the name its caller gave it. */
  readonly source: string;
  /** Kinds that are not copied to their end, in their order; none: everything is there, to be verified. */
  readonly left: readonly ArchiveKind[];
  /** Where the first of them goes on; `undefined`: at its beginning. */
  readonly cursor: ArchiveCursor | undefined;
  /** How many records of that one are copied; for who watches. */
  readonly done: number;
}

const schema = z.object({
  source: z.string(),
  left: z.array(z.enum(ARCHIVE_KINDS)),
  cursor: z.string().optional(),
  done: z.int().default(0),
});

export function formatBookmark(bookmark: CopyBookmark): string {
  return JSON.stringify(bookmark);
}

/** `undefined` for what this version did not write. */
export function parseBookmark(text: string): CopyBookmark | undefined {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { source, left, cursor, done } = parsed.data;
  return { source, left, cursor, done };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
