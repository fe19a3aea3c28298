import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { openMongoStore } from '../src/open-mongo-store.js';
import { NOWHERE, refusal } from './refusal-of.js';

describe('what is asked of each write', () => {
  it.each(['w=1', 'w=0', 'journal=false', 'w=majority&journal=false', 'w=2&journal=true'])(
    'refuses a URL that asks for less than the disks of a majority: %s (fault 6)',
    async (concern) => {
      expect(await refusal(openMongoStore(`${NOWHERE}&${concern}`))).toMatch(
        /^Cannot open the MongoDB store: writes must be on the disks of a majority .* Take "w" and "journal" out/,
      );
    },
  );

  it.each([{}, { writeConcern: { w: 1 } }, { writeConcern: { w: 'majority' } } as const])(
    'refuses a client that was made with %j (fault 6)',
    async (options) => {
      const client = new MongoClient(NOWHERE, options);
      expect(await refusal(openMongoStore(client))).toContain(
        "{ writeConcern: { w: 'majority', journal: true } }",
      );
      await client.close();
    },
  );
});
