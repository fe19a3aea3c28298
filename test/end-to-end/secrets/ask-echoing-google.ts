// Loaded before the program under test (`node --import`): has it ask another server than Google, with the credentials
// that it was given. The program itself has no setting for that: with an emulator it uses none.
import { registerHooks } from 'node:module';

const COMPOSES = /\/apps\/server\/dist\/[\w-]+\.js$/;

registerHooks({
  resolve(specifier, context, nextResolve) {
    return specifier === '@quiz-sync/google-sheets' && COMPOSES.test(context.parentURL ?? '')
      ? nextResolve(new URL('./google-sheets.ts', import.meta.url).href, context)
      : nextResolve(specifier, context);
  },
});
