/** What a page hears of the status, by `GET /api/sync/events`. */
export interface FollowedStatus {
  /** The state of each status that was told, oldest first. */
  states(): readonly string[];
  end(): Promise<void>;
}

export function followStatus(url: string): FollowedStatus {
  const ending = new AbortController();
  let heard = '';
  const reading = read(url, ending.signal, (text) => {
    heard += text;
  });
  return {
    states: () =>
      [...heard.matchAll(/^event: status\nid: .*\ndata: (.*)\n\n/gm)].map(
        ([, data = '']) => (JSON.parse(data) as { state: string }).state,
      ),
    async end() {
      ending.abort();
      await reading;
    },
  };
}

async function read(url: string, signal: AbortSignal, hear: (text: string) => void): Promise<void> {
  try {
    const { body } = await fetch(`${url}/api/sync/events`, { signal });
    const texts = body?.pipeThrough(new TextDecoderStream());
    for await (const text of texts ?? []) hear(text);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
