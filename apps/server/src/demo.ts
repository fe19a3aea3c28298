import { checkDemo, runDemo } from './demo/run-demo.js';
import { endWhenStopped, fail, startFromCommandLine } from './serve-process.js';

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
    const ending = endWhenStopped(server);
    await Promise.race([runDemo(server, process.stdout), ending]);
    await ending;
  }
}
