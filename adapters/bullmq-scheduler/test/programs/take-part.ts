import { createInterface } from 'node:readline';
import { bullmqScheduler } from '@quiz-sync/bullmq-scheduler';
import { DEFAULT_TIMING, silentLog, type TaskOutcome } from '@quiz-sync/core';
import { Redis } from 'ioredis';

/*
 * One instance, told by lines on standard input what to do: `request`, `urgent`, `state`, `stop`, `end` (the run at hand,
 * or the next one, ends in the outcome that follows as JSON) and `always` (all do). Tells what it does, line by line:
 * `start` and `end` with the Redis server's time, `noted` with the time that the instances noted for the start, and answers.
 */
const [url = '', name = '', spacingMs = '0'] = process.argv.slice(2);
const redis = new Redis(url);
const scheduler = bullmqScheduler({
  url,
  name,
  timing: { ...DEFAULT_TIMING, delayMs: 20, spacingMs: Number(spacingMs) },
  log: { ...silentLog, warn: (message, fields) => tell('warn', message, JSON.stringify(fields)) },
});
const outcomes: TaskOutcome[] = [];
let always: TaskOutcome | undefined;
let waiting: ((outcome: TaskOutcome) => void) | undefined;

function tell(...words: unknown[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}

async function serverTime(): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
}

function nextOutcome(): TaskOutcome | Promise<TaskOutcome> {
  return always ?? outcomes.shift() ?? new Promise((resolve) => (waiting = resolve));
}

await scheduler.start(async () => {
  // While it runs no other does, so that this is the moment that all go by for this one.
  tell('noted', await redis.get(`quiz-sync:${name}:last-start`));
  tell('start', await serverTime());
  const outcome = await nextOutcome();
  tell('end', await serverTime());
  return outcome;
});
tell('ready');

function obey(line: string): void {
  const [command, json] = [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)];
  if (command === 'request') scheduler.request('a test').unwrapOr(undefined);
  if (command === 'urgent') scheduler.request('a test', { urgent: true }).unwrapOr(undefined);
  if (command === 'state') tell('state', JSON.stringify(scheduler.state()));
  if (command === 'always') always = JSON.parse(json);
  if (command === 'end') {
    if (waiting === undefined) outcomes.push(JSON.parse(json));
    else waiting(JSON.parse(json));
    waiting = undefined;
  }
  if (command === 'stop') void stop();
}

async function stop(): Promise<void> {
  process.stdin.destroy();
  await scheduler.stop();
  tell('stopped');
  redis.disconnect();
}

createInterface({ input: process.stdin }).on('line', obey);
