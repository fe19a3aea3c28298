import { EXIT_CODES } from '../exit-code.js';
import { nodeTooOld } from '../node-too-old.js';
import { type Check, fine } from './check.js';

const NAME = 'runtime';

/** The version as Node says it: `24.21.0`. */
export function checkRuntime(version: string): Check {
  const problem = nodeTooOld(version);
  if (problem === undefined) return fine(NAME, `Node.js ${version}`);
  return {
    name: NAME,
    state: 'failure',
    detail: problem,
    remedy: 'Install the newest Node.js of https://nodejs.org.',
    exitCode: EXIT_CODES.failed,
  };
}
