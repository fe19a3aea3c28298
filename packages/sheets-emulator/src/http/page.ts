import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world/world.ts';
import { send } from './answer.ts';

const FOLDER = new URL('../../page/', import.meta.url);

interface PageFile {
  readonly name: string;
  readonly type: string;
}

const FILES: Readonly<Record<string, PageFile>> = {
  '/': { name: 'index.html', type: 'text/html; charset=UTF-8' },
  '/_emulator/page/grid.css': { name: 'grid.css', type: 'text/css; charset=UTF-8' },
  '/_emulator/page/grid.js': { name: 'grid.js', type: 'text/javascript; charset=UTF-8' },
};

const EVENTS = '/_emulator/events';

/** Changes that come quicker than this are told together. */
const QUIET_MS = 100;

/** The page that shows the tabs, and the stream that tells it when to look again. */
export class Page {
  readonly #listeners = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;

  constructor(world: World) {
    world.onChange(() => this.#tellSoon());
  }

  /** Whether a path is one of the page's. */
  serves(path: string): boolean {
    return path === EVENTS || Object.hasOwn(FILES, path);
  }

  handle(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (path === EVENTS) {
      this.#listen(request, response);
      return;
    }
    const file = FILES[path] ?? { name: 'index.html', type: 'text/html' };
    const body = readFileSync(new URL(file.name, FOLDER));
    send(response, {
      status: 200,
      headers: { 'content-type': file.type, 'cache-control': 'no-cache' },
      body,
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const response of this.#listeners) response.end();
  }

  #listen(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write(': the emulator tells when something has changed\n\n');
    this.#listeners.add(response);
    request.on('close', () => this.#listeners.delete(response));
  }

  #tellSoon(): void {
    if (this.#timer !== undefined || this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const response of this.#listeners) response.write('data: changed\n\n');
    }, QUIET_MS);
  }
}
