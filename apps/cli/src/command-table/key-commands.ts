import type { Scope } from '@quiz-sync/core';
import { type Command, defineCommand } from '../command-line/command.js';
import { optionalText } from '../command-line/flags.js';
import { parseKeyId, parseLifetime, parseScopes } from '../command-line/key-words.js';
import { DURATION_EXAMPLES } from '../duration.js';
import { aStore } from '../needs.js';

/** API keys of the service. They ask the store alone, and work beside a running service. */
export const KEY_COMMANDS: readonly Command[] = [
  defineCommand({
    name: 'keys create',
    summary: 'Make an API key, and print it this once',
    details: [
      'The key alone goes to stdout. A running service lets it in at once.',
      'submit: tell what happened. read: statistics and status. admin: everything.',
    ],
    flags: {
      scope: {
        kind: 'value',
        says: 'What it may do, with commas between: submit, read, admin',
        placeholder: 'SCOPES',
        parse: parseScopes,
        absent: ['submit', 'read'] as readonly Scope[],
        shownDefault: 'submit,read',
      },
      label: optionalText('TEXT', 'Whose it is, to know it again'),
      expiresIn: {
        kind: 'value',
        says: `When it ends: ${DURATION_EXAMPLES}; without this it does not`,
        placeholder: 'DURATION',
        parse: parseLifetime,
        absent: undefined,
      },
    },
    examples: [
      { line: 'quiz-sync keys create --label "Moodle"', says: 'For a platform that submits' },
      { line: 'quiz-sync keys create --scope admin --expires-in 90d', says: 'For an operator' },
    ],
    interrupted: 'If a key was made, quiz-sync keys list shows it; revoke it and make another.',
    makesStore: () => true,
    needs: aStore,
    load: async () => (await import('../commands/keys.js')).createKey,
  }),
  defineCommand({
    name: 'keys list',
    ofGroup: true,
    summary: 'Show the API keys: what each may do, and when it was last used',
    details: ['Revoked and expired ones stay in the list. None can be seen again.'],
    flags: {},
    examples: [
      { line: 'quiz-sync keys list', says: 'For people' },
      { line: 'quiz-sync keys list --json', says: 'For scripts' },
    ],
    interrupted: 'Nothing is changed.',
    needs: aStore,
    load: async () => (await import('../commands/keys.js')).listKeys,
  }),
  defineCommand({
    name: 'keys revoke',
    summary: 'End an API key, on all instances within some seconds',
    details: [
      'At a terminal it asks first.',
      'To change a key, make another, put it where the old one is used, and then revoke that.',
    ],
    flags: {},
    operand: { placeholder: 'KEY', says: 'Its id, as quiz-sync keys list shows it', parse: parseKeyId },
    examples: [{ line: 'quiz-sync keys revoke 0a1b2c3d4e5f', says: 'For good' }],
    interrupted: 'The key is revoked or it is not; quiz-sync keys list shows it.',
    needs: aStore,
    asksFirst: () => true,
    load: async () => (await import('../commands/keys.js')).revokeKey,
  }),
];
