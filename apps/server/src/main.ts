import { endWhenStopped, fail, startFromCommandLine } from './serve-process.js';

const started = await startFromCommandLine();
if (started.isErr()) fail(started.error);
else await endWhenStopped(started.value);
