import { stripVTControlCharacters } from 'node:util';
import type { Ended } from '../spawned-cli.js';
import type { World } from './worlds.js';

/** How a command is run. */
export interface Way {
  readonly at: 'pipe' | 'terminal';
  /** By `--url`, of a service on the same store. */
  readonly service: boolean;
}

/** Of a terminal all is in `out`, without colours and with line ends as in files. */
export type Seen = Ended;

/** Runs a command to its end. */
export async function see(world: World, line: string, way: Way): Promise<Seen> {
  const whole = await lineOf(world, line, way);
  if (way.at === 'pipe') return world.place.run(whole);
  const ended = await world.place.startAtTerminal(whole).ended;
  return { ...ended, out: onScreen(ended.out) };
}

export async function lineOf(world: World, line: string, { service }: Way): Promise<string> {
  return service ? `${line} --url ${await world.service()}` : line;
}

export function onScreen(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n');
}
