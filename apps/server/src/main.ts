import './refuse-old-node.js';
import module from 'node:module';
import { catchSignals } from './catch-signals.js';
import { endWithNpm } from './end-with-npm.js';
import { keepLastWordsShort } from './last-words.js';

// Compiled code is kept between starts, in the directory that Node has for it: nothing that takes long to load comes
// before this line, and a signal while it loads is not lost either.
module.enableCompileCache();
keepLastWordsShort();
const signals = catchSignals();
endWithNpm();
const { endWhenStopped, fail, startFromCommandLine } = await import('./serve-process.js');
const started = await startFromCommandLine();
if (started.isErr()) fail(started.error);
else {
  // Node would write it at the end, to which a process that is killed does not come.
  module.flushCompileCache();
  await endWhenStopped(started.value, signals);
}
