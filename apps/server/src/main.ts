import { catchSignals } from './catch-signals.js';
import { endWithNpm } from './end-with-npm.js';
import { keepLastWordsShort } from './last-words.js';
import { endWhenStopped, fail, startFromCommandLine } from './serve-process.js';

keepLastWordsShort();
const signals = catchSignals();
endWithNpm();
const started = await startFromCommandLine();
if (started.isErr()) fail(started.error);
else await endWhenStopped(started.value, signals);
