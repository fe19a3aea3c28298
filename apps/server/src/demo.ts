import { catchSignals } from './catch-signals.js';
import { checkDemo, runDemo } from './demo/run-demo.js';
import { endWithNpm } from './end-with-npm.js';
import { keepLastWordsShort } from './last-words.js';
import { endWhenStopped, fail, startFromCommandLine } from './serve-process.js';

keepLastWordsShort();
const signals = catchSignals();
endWithNpm();
// The log would scroll the progress away; whoever sets a level wants to see it.
const started = await startFromCommandLine({ logLevel: process.env['LOG_LEVEL'] || 'warn' });
if (started.isErr()) fail(started.error);
else {
  const server = started.value;
  const checked = checkDemo(server);
  if (checked.isErr()) {
    await server.close();
    fail(checked.error);
  } else {
    runDemo(server, process.stdout).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      process.stderr.write(`\n  The demo broke off: ${reason}\n`);
    });
    await endWhenStopped(server, signals);
  }
}
