import { badRequest } from './bad-request.ts';
import type { MessagePath } from './message-path.ts';
import { MessageReader } from './message-reader.ts';

/** Some methods take a message that is one field of what the service takes; complaints name that field. */
const BODY_FIELDS: Readonly<Record<string, string>> = { ValueRange: 'data', Spreadsheet: 'spreadsheet' };

const bodyPath = (name: string): MessagePath | undefined => {
  const key = BODY_FIELDS[name];
  return key === undefined ? undefined : { parent: undefined, key };
};

/** Reads `body` as the message `name`; none at all is an empty one. Throws the API's 400 when it is not one. */
export const checkMessage = <T>(name: string, body: unknown): T => {
  const reader = new MessageReader();
  const message = reader.body(name, body === undefined ? {} : body, bodyPath(name));
  if (reader.violations.length > 0) throw badRequest(reader.violations);
  return message as T;
};
