#!/usr/bin/env node
import process from 'node:process';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { startSheetsEmulator } from './emulator/start-sheets-emulator.ts';

const USAGE = `Usage: sheets-emulator [--port N] [--host H] [--data FILE] [--cell-limit N] [--lenient-named-ranges]

An emulator of the Google Sheets API v4. It is not Google, and nothing leaves this machine.

  --port N     the port to listen on; 8090 when not given, 0 for any free one
  --host H     the address to listen on; 127.0.0.1 when not given
  --data FILE  keep everything in this file
  --cell-limit N  so many cells a spreadsheet may have; 10000000, as with Google, when not given
  --lenient-named-ranges  delete and add named ranges whether they are there or not, as Google does not
  --help       show this
`;

const readArguments = () =>
  parseArgs({
    options: {
      port: { type: 'string', default: '8090' },
      host: { type: 'string' },
      data: { type: 'string' },
      'cell-limit': { type: 'string', default: '10000000' },
      'lenient-named-ranges': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;

const fail = (message: string): void => {
  process.stderr.write(`sheets-emulator: ${message}\n`);
  process.exitCode = 1;
};

// Cells live long and in great numbers: without this, the heap may grow to twice of what is in it between collections.
setFlagsFromString('--heap-growing-percent=25');

const run = async (): Promise<void> => {
  const { port, host, data, help, 'cell-limit': cells, 'lenient-named-ranges': lenient } = readArguments();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  if (!/^\d{1,5}$/.test(port)) throw new Error(`--port ${port} is no port`);
  if (!/^\d+$/.test(cells)) throw new Error(`--cell-limit ${cells} is no number`);
  const cellLimit = Number(cells);
  const rules = { cellLimit, lenientNamedRanges: lenient };
  const emulator = await startSheetsEmulator({ port: Number(port), host, dataFile: data, ...rules });
  const stop = (): void => {
    emulator.close().catch((error: unknown) => fail(String(error)));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`Sheets emulator (not Google Sheets) listening on ${emulator.url}\n`);
};

run().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
