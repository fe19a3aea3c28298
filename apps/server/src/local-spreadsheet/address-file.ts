import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const addressSchema = z.object({
  /** `http://127.0.0.1:40123` */
  url: z.string(),
  spreadsheet_id: z.string(),
  /** A command ends in a moment, and its emulator with it: others wait for that instead of joining. */
  role: z.enum(['service', 'command']),
});

/** Its name, beside the spreadsheet. */
export const ADDRESS_FILE = 'emulator.json';

/** Where the local spreadsheet can be reached while somebody holds it, and which one it is, also afterwards. */
export type SpreadsheetAddress = z.infer<typeof addressSchema>;

/** `undefined` when nobody has written one, or it cannot be read. */
export function readAddress(location: string): SpreadsheetAddress | undefined {
  try {
    return addressSchema.parse(JSON.parse(readFileSync(location, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Written aside and moved, so that nobody reads half of it. */
export function writeAddress(location: string, address: SpreadsheetAddress): void {
  const fresh = `${location}.new`;
  writeFileSync(fresh, `${JSON.stringify(address, undefined, 2)}\n`);
  renameSync(fresh, location);
}
