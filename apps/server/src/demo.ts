import './refuse-old-node.js';
import module from 'node:module';
import { catchSignals } from './catch-signals.js';
import { endWithNpm } from './end-with-npm.js';
import { keepLastWordsShort } from './last-words.js';

// As in main.ts: first what must not come late, then what takes long to load.
module.enableCompileCache();
keepLastWordsShort();
const signals = catchSignals();
endWithNpm();
const { endWhenStopped, fail, startFromCommandLine } = await import('./serve-process.js');
const { checkDemo, runDemo } = await import('./demo/run-demo.js');
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
