import { buildFerretdb } from './mongodb.ts';

/** `npm run build:ferretdb`: once, before the tests that want it; a build that fails is then seen as what it is. */
process.stdout.write(`${buildFerretdb()}\n`);
