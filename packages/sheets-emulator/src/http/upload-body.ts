/** What is uploaded: a file's contents as text, and what is said of the file. */
export interface Upload {
  readonly metadata?: unknown;
  readonly text: string;
}

const parts = (boundary: string, text: string): readonly string[] =>
  text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const start = part.search(/\r?\n\r?\n/);
      return part
        .slice(start)
        .replace(/^\r?\n\r?\n/, '')
        .replace(/\r?\n$/, '');
    });

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Takes the body of an upload apart: two parts, of which the first is the metadata, or the contents alone. */
export const readUpload = (contentType: string, text: string): Upload => {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined || !contentType.startsWith('multipart/')) return { text };
  const [metadata = '', content = ''] = parts(boundary, text);
  return { metadata: asJson(metadata), text: content };
};
