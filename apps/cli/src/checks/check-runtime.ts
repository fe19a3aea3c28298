import { NEWER_NODE, nodeTooOld } from '@quiz-sync/server/node-too-old';
import { EXIT_CODES } from '../exit-code.js';
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
    remedy: NEWER_NODE,
    exitCode: EXIT_CODES.failed,
  };
}
