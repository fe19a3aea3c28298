/** Milliseconds without a byte after which a connection is taken for dead: the service sends a heartbeat every 15 s. */
const SILENCE = 40_000;

/**
 * Reads server-sent events from the answer of a fetch (`EventSource` could not send a key in a header), and calls
 * `onEvent({ event, id, data })` for each. Resolves when the stream ends; rejects when it breaks off or falls silent.
 */
export async function readEvents(answer, onEvent, abort) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let watchdog;
  try {
    for (;;) {
      watchdog = setTimeout(abort, SILENCE);
      const { value, done } = await reader.read();
      clearTimeout(watchdog);
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const parsed = parseEvent(block);
        if (parsed !== undefined) onEvent(parsed);
      }
    }
  } finally {
    clearTimeout(watchdog);
  }
}

/** One block of lines; `undefined` for a comment. */
export function parseEvent(block) {
  const fields = block
    .split('\n')
    .map((line) => /^(event|id|data): ?(.*)$/.exec(line))
    .filter((match) => match !== null);
  const field = (name) => fields.find((match) => match[1] === name)?.[2];
  const data = field('data');
  return data === undefined ? undefined : { event: field('event'), id: field('id'), data: JSON.parse(data) };
}
