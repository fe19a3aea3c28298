const WIDTH = 30;

/** Where progress is written: a terminal, or anything else that takes text. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface Progress {
  advance(done: number): void;
  end(): void;
}

/** A bar that fills on a terminal; elsewhere a plain line for each tenth, since bars make a mess of files. */
export function progress(total: number, output: ProgressOutput): Progress {
  return output.isTTY === true ? bar(total, output) : lines(total, output);
}

function bar(total: number, output: ProgressOutput): Progress {
  let shown = '';
  const advance = (done: number) => {
    const filled = Math.floor((WIDTH * done) / total);
    const text = `  ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent(done, total)}`;
    if (text === shown) return;
    shown = text;
    output.write(`\r${text}`);
  };
  return { advance, end: () => output.write('\n') };
}

function lines(total: number, output: ProgressOutput): Progress {
  let tenths = 0;
  const advance = (done: number) => {
    const reached = Math.floor((10 * done) / total);
    if (reached <= tenths) return;
    tenths = reached;
    output.write(`  ${percent(done, total)} of the results sent\n`);
  };
  return { advance, end: () => {} };
}

const percent = (done: number, total: number): string => `${Math.floor((100 * done) / total)} %`;
