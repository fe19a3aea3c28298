import { existsSync, readdirSync } from 'node:fs';
import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConversation, replayConversation } from './replay-conversation.ts';

/** Conversations written from the documentation, and recorded ones of the real service where they are at hand. */
const FOLDERS = ['./conversations/', '../../../../shared/recorded/'].map(
  (folder) => new URL(folder, import.meta.url),
);

const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => new URL(name, folder).pathname),
);

describe('conversations are answered as they were recorded', () => {
  let emulator: SheetsEmulator;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
  });

  afterAll(() => emulator.close());

  it.each(files)('%s', async (file) => {
    const { differences } = await replayConversation(emulator.url, readConversation(file));
    expect(differences).toEqual([]);
  });
});
