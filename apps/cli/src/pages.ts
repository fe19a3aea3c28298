import type { CliProcess } from './cli-process.js';
import type { Page } from './context.js';
import { type StyleWishes, styleFor } from './render/style.js';
import type { DataSink, LineWriter, OutputStream } from './terminal.js';

/** Back to the beginning of the line, which is blanked. */
const AGAIN = '\r\u001b[2K';

/** Columns of a terminal that does not say. */
const USUAL_COLUMNS = 80;

export interface Pages {
  readonly out: Page;
  readonly err: Page;
  readonly data: DataSink;
}

/**
 * The two streams as commands write to them. Progress stands in one line of the terminal, each word of it in the stead
 * of the last; whatever is written after it takes its line, with the ^C of who did not want to wait.
 */
export function pagesOf(
  { stdout, stderr, env }: Pick<CliProcess, 'stdout' | 'stderr' | 'env'>,
  writers: Readonly<Record<'out' | 'err', LineWriter>>,
  wishes: Pick<StyleWishes, 'color'>,
): Pages {
  const canGoBack = stderr.isTTY === true && env['TERM'] !== 'dumb';
  let isUnderWay = false;
  const endLine = (): void => {
    if (isUnderWay) void writers.err.write(AGAIN);
    isUnderWay = false;
  };
  const page = (stream: OutputStream, { line }: LineWriter): Page => {
    const style = styleFor(stream, { ...wishes, env });
    return {
      line(text) {
        endLine();
        line(text);
      },
      passing(text) {
        if (!canGoBack) return line(style.dim(text));
        const fitting = text.slice(0, (stream.columns || USUAL_COLUMNS) - 1);
        void writers.err.write(AGAIN + style.dim(fitting));
        isUnderWay = true;
      },
      style,
      isTerminal: stream.isTTY === true,
    };
  };
  const data: DataSink = {
    write(piece) {
      endLine();
      return writers.out.write(piece);
    },
  };
  return { out: page(stdout, writers.out), err: page(stderr, writers.err), data };
}
