const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A place in a message. Only put into words when something is wrong there, since most messages are right. */
export interface MessagePath {
  readonly parent: MessagePath | undefined;
  /** A field's name, or an index in a list. */
  readonly key: string | number;
}

/** As the API writes it: `requests[0].update_cells.rows[2]`. Empty for the message itself. */
export const pathText = (path: MessagePath | undefined): string => {
  if (path === undefined) return '';
  const before = pathText(path.parent);
  if (typeof path.key === 'number') return `${before}[${path.key}]`;
  const name = snakeCase(path.key);
  return before === '' ? name : `${before}.${name}`;
};
