/** Takes a line apart at a delimiter. Within double quotes the delimiter is a part of the text. */
export const splitText = (line: string, delimiter: string): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"' && (quoted || part === '')) {
      if (quoted && line[at + 1] === '"') {
        part += '"';
        at += 1;
      } else quoted = !quoted;
      continue;
    }
    if (!quoted && line.startsWith(delimiter, at)) {
      parts.push(part);
      part = '';
      at += delimiter.length - 1;
      continue;
    }
    part += line[at];
  }
  parts.push(part);
  return parts;
};
