import { builtProgram } from './mongodb.ts';

/** Before the tests, so that they need not wait for it, and a build that fails is seen as what it is. */
process.stdout.write(`${builtProgram()}\n`);
