import { type SheetsEmulator, startSheetsEmulator } from '@quiz-sync/sheets-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** As the parser that the service is known to run does it. */
describe('a body of JSON', () => {
  let emulator: SheetsEmulator;
  let id: string;

  beforeAll(async () => {
    emulator = await startSheetsEmulator();
    id = emulator.createSpreadsheet('JSON');
  });

  afterAll(() => emulator.close());

  const send = async (body: string) => {
    const url = `${emulator.url}/v4/spreadsheets/${id}:batchUpdate`;
    const answer = await fetch(url, { method: 'POST', body });
    return (await answer.json()) as { replies?: readonly unknown[]; error?: { message: string } };
  };

  it.each([
    `{'requests':[{'addSheet':{'properties':{'title':'single \\'quotes\\''}}}]}`,
    '{requests:[{addSheet:{properties:{title:"bare keys",},},},],}',
    '{"requests":[{"addSheet":{"properties":{"title":"escapes \\x\\u0041"}}}],}',
    '\uFEFF{"requests":[{"addSheet":{"properties":{"title":"marked"}}}]}',
  ])('is read: %s', async (body) => {
    expect((await send(body)).replies).toHaveLength(1);
  });

  it('keeps what was read', () => {
    const titles = emulator
      .spreadsheet(id)
      .toJSON()
      .sheets?.map(({ properties }) => properties?.title);
    expect(titles).toEqual(['Sheet1', "single 'quotes'", 'bare keys', 'escapes xA', 'marked']);
  });

  it.each([
    [
      '{"requests": 1',
      'Unexpected end of string. Expected , or } after key:value pair.',
      '{"requests": 1',
      14,
    ],
    [
      '{"requests": [',
      'Unexpected end of string. Expected a value or ] within an array.',
      '{"requests": [',
      14,
    ],
    ['{"requests": ', 'Unexpected end of string. Expected a value.', '{"requests": ', 13],
    ['{"requests" 5}', 'Expected : between key:value pair.', '{"requests" 5}', 12],
    ['{"requests": what}', 'Unexpected token.', '{"requests": what}', 13],
    ['{"requests": "}', 'Closing quote expected in string.', '{"requests": "}', 15],
    ['{"requests": 1-2}', 'Unable to parse number.', '{"requests": 1-2}', 13],
    ['{5: 1}', 'Expected an object key or }.', '{5: 1}', 1],
    [
      '{"requests": []} and more than this',
      'Parsing terminated before end of input.',
      '{"requests": []} and more than this',
      17,
    ],
    ['{"a long beginning of the body": ?}', 'Expected a value.', 'nning of the body": ?}', 20],
  ])('is refused: %s', async (body, sentence, shown, caret) => {
    const message = `Invalid JSON payload received. ${sentence}\n${shown}\n${' '.repeat(caret)}^`;
    expect((await send(body)).error?.message).toBe(message);
  });
});
