import { MongoError, MongoNetworkError, MongoServerError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { explainOpening } from '../src/explain-opening.js';
import { Refusal } from '../src/refusal.js';
import { STORE_ERRORS, toStoreError } from '../src/to-store-error.js';

function serverError(code: number, message = 'told by the server'): MongoServerError {
  return new MongoServerError({ message, code });
}

describe('toStoreError', () => {
  it.each(Object.entries(STORE_ERRORS))('knows code %s', (code, { type }) => {
    expect(toStoreError(serverError(Number(code)))).toMatchObject({
      type,
      message: 'MongoDB: told by the server',
    });
  });

  it.each([
    [13, 'store_full'],
    [14_031, 'store_full'],
    [371, 'store_full'],
    [18, 'store_unavailable'],
    [10_107, 'store_unavailable'],
  ])('says of code %i that it is %s', (code, type) => {
    expect(toStoreError(serverError(code))?.type).toBe(type);
  });

  it('tells a quota that is used up from the other refusals of Atlas', () => {
    const overQuota = serverError(8_000, 'you are over your space quota, using 513 MB of 512 MB');
    expect(toStoreError(overQuota)?.type).toBe('store_full');
    expect(toStoreError(serverError(8_000, 'bad auth'))?.type).toBe('store_unavailable');
  });

  it('takes a connection that broke for a store that is not there', () => {
    expect(toStoreError(new MongoNetworkError('connection 1 closed'))?.type).toBe('store_unavailable');
    const retryable = serverError(7_777);
    retryable.addErrorLabel('RetryableWriteError');
    expect(toStoreError(retryable)?.type).toBe('store_unavailable');
  });

  it.each(['EPIPE', 'ECONNRESET', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED'])(
    "takes %s of Node's own, which the driver passes on, for a store that is not there",
    (code) => {
      const error = Object.assign(new Error('This socket has been ended by the other party'), { code });
      expect(toStoreError(error)?.type).toBe('store_unavailable');
    },
  );

  it('says that a server is too old, which the driver takes for one that it cannot reach', () => {
    const message =
      'Server at db:27017 reports maximum wire version 8, but this version of the Node.js Driver requires at least 9 (MongoDB 4.4)';
    expect(toStoreError(new MongoNetworkError(message))).toMatchObject({
      type: 'store_corrupt',
      message: expect.stringContaining('The server is older than MongoDB 5.0. Update it'),
    });
  });

  it('takes a refusal of our own as it is', () => {
    expect(toStoreError(new Refusal('store_corrupt', 'It is so', 'Do that.'))).toEqual({
      type: 'store_corrupt',
      message: 'It is so. Do that.',
    });
  });

  it.each([
    new TypeError('a bug'),
    new MongoError('a bug of the driver'),
    serverError(9, 'FailedToParse'),
    serverError(11_000, 'a duplicate that nobody expected'),
    'text',
  ])('leaves bugs to be thrown: %s', (error) => {
    expect(toStoreError(error)).toBeUndefined();
  });

  it('lets no password through (fault 54)', () => {
    const error = new MongoNetworkError('cannot reach mongodb://quiz:CANARY@db.example:27017/quiz');
    expect(JSON.stringify(toStoreError(error)?.message)).not.toContain('CANARY');
  });
});

describe('explainOpening', () => {
  const explained = (error: unknown) => {
    const known = toStoreError(error);
    if (known === undefined) throw new Error('must be known');
    return explainOpening(known);
  };

  it.each([
    [serverError(18), false, 'Cannot open the MongoDB store: the server refuses the user name or password.'],
    [serverError(8_000, 'bad auth'), false, 'the server refuses the user name or password'],
    [
      serverError(13, 'not authorized on quiz'),
      false,
      'the user may not write (MongoDB: not authorized on quiz). Give it',
    ],
    [
      serverError(8_000, 'you are over your space quota'),
      true,
      'the server takes no writes (MongoDB: you are over your space quota). Make room',
    ],
    [
      new Refusal('store_corrupt', 'It is old', 'Update it.'),
      false,
      'Cannot open the MongoDB store: It is old. Update it.',
    ],
    [
      new MongoNetworkError('connect ECONNREFUSED'),
      true,
      'the server does not answer (MongoDB: connect ECONNREFUSED)',
    ],
  ])('%s', (error, mayComeBack, words) => {
    const trouble = explained(error);
    expect(trouble.mayComeBack).toBe(mayComeBack);
    expect(trouble.reason).toContain(words);
    expect(trouble.reason).not.toContain('\n');
  });
});
