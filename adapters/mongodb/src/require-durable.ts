import type { MongoClient } from 'mongodb';

/** Every answered submission must outlive a power loss and the loss of a server: with weaker options it would not. */
export function requireDurable(client: MongoClient): void {
  const { w, journal } = client.writeConcern ?? {};
  if (w === 'majority' && journal === true) return;
  const said = w === undefined && journal === undefined ? 'says nothing' : `says w=${w}, journal=${journal}`;
  throw new Error(
    `Cannot open the MongoDB store: writes must be on the disks of a majority before they are answered, and the client ${said} about that. Take "w" and "journal" out of the URL, or make the client with { writeConcern: { w: 'majority', journal: true } }.`,
  );
}
