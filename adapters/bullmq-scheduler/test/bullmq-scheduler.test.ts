import { expect, it } from 'vitest';
import { bullmqScheduler } from '../src/bullmq-scheduler.js';

it.each(['queue:6379', 'http://me:CANARY@queue', 'redis://me:CANARY@queue:port', ''])(
  'refuses %j by the name of the option, without its secrets',
  (url) => {
    const make = () => bullmqScheduler({ url, name: 'a-spreadsheet' });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/^The option url of bullmqScheduler must be .* redis:\/\//);
    expect(make).toThrow(expect.not.objectContaining({ input: expect.anything() }));
    expect(make).not.toThrow(/CANARY/);
  },
);
