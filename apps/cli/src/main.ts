import module from 'node:module';
import { nodeTooOld } from './node-too-old.js';

const problem = nodeTooOld(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`quiz-sync: ${problem}\n`);
  process.exit(1);
}

// Compiled code is kept between runs, in the directory that Node has for it: a tenth of the time of a short command.
module.enableCompileCache();

const { runProcess } = await import('./run-process.js');
await runProcess();
