import { writeSync } from 'node:fs';
import { maskEmails, maskSecrets } from '@quiz-sync/core/light';

/**
 * Has a bug that nobody caught end the process as ever, with 1 and its stack on standard error; but without what Node
 * would print besides: all that the error carries, which in errors of HTTP clients is the request with its token.
 */
export function keepLastWordsShort(): void {
  process.on('uncaughtException', (error: unknown) => {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
      writeSync(2, `${maskEmails(maskSecrets(words))}\n`);
    } catch {
      // Nobody listens any more: ending goes first.
    }
    process.exit(1);
  });
}
