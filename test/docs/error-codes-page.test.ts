import { ERROR_CODES, type ErrorCodeEntry } from '@quiz-sync/core';
import { expect, it } from 'vitest';

/** The page that operators look codes up in, made from the one table of them. `npx vitest run test/docs -u` writes it. */
function errorCodesPage(): string {
  const entries = Object.entries<ErrorCodeEntry>(ERROR_CODES).sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = entries.map(
    ([code, { title, cause, remedy, command, blocked }]) =>
      `## \`${code}\`\n\n${title}.\n\n- **Why:** ${cause}\n- **What to do:** ${remedy}\n${command === undefined ? '' : `- **Command:** \`${command}\`\n`}${
        blocked ? '- Syncing stands still until that is done; submissions are stored all the while.\n' : ''
      }`,
  );
  return `# Error codes\n\nMade from \`packages/core/src/errors/error-codes.ts\`. Words in braces are filled in where the code is shown.\n\n${sections.join('\n')}`;
}

it('docs/error-codes.md says what the code says', async () => {
  await expect(errorCodesPage()).toMatchFileSnapshot('../../docs/error-codes.md');
});
