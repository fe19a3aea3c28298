import { NEWER_NODE, nodeTooOld } from './node-too-old.js';

/**
 * Imported for what it does, before anything else: on a Node that is too old it ends the process with 1 and one line.
 * What comes after it may lean on what such a Node does not have.
 */
const problem = nodeTooOld(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`quiz-sync: ${problem}. ${NEWER_NODE}\n`);
  process.exit(1);
}
