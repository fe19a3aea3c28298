import { maskSecrets, type StoreError } from '@quiz-sync/core';
import { MongoBulkWriteError, MongoDriverError, MongoError, MongoServerError } from 'mongodb';

import { Refusal } from './refusal.js';
import { tooOld } from './server-version.js';

/** What the server's error codes mean to callers. Codes that only a bug of ours can cause are not here. */
export const STORE_ERRORS: Readonly<Record<number, { name: string; type: StoreError['type'] }>> = {
  1: { name: 'InternalError', type: 'store_unavailable' },
  6: { name: 'HostUnreachable', type: 'store_unavailable' },
  7: { name: 'HostNotFound', type: 'store_unavailable' },
  8: { name: 'UnknownError', type: 'store_unavailable' },
  13: { name: 'Unauthorized', type: 'store_full' },
  18: { name: 'AuthenticationFailed', type: 'store_unavailable' },
  24: { name: 'LockTimeout', type: 'store_unavailable' },
  50: { name: 'MaxTimeMSExpired', type: 'store_unavailable' },
  64: { name: 'WriteConcernFailed', type: 'store_unavailable' },
  89: { name: 'NetworkTimeout', type: 'store_unavailable' },
  91: { name: 'ShutdownInProgress', type: 'store_unavailable' },
  100: { name: 'UnsatisfiableWriteConcern', type: 'store_unavailable' },
  112: { name: 'WriteConflict', type: 'store_unavailable' },
  133: { name: 'FailedToSatisfyReadPreference', type: 'store_unavailable' },
  134: { name: 'ReadConcernMajorityNotAvailableYet', type: 'store_unavailable' },
  146: { name: 'ExceededMemoryLimit', type: 'store_unavailable' },
  175: { name: 'QueryPlanKilled', type: 'store_unavailable' },
  189: { name: 'PrimarySteppedDown', type: 'store_unavailable' },
  237: { name: 'CursorKilled', type: 'store_unavailable' },
  262: { name: 'ExceededTimeLimit', type: 'store_unavailable' },
  365: { name: 'TemporarilyUnavailable', type: 'store_unavailable' },
  // `setUserWriteBlockMode`: by people, while a cluster is moved, or by itself when a disk is nearly full.
  371: { name: 'UserWritesBlocked', type: 'store_full' },
  8000: { name: 'AtlasError', type: 'store_unavailable' },
  9001: { name: 'SocketException', type: 'store_unavailable' },
  10058: { name: 'LegacyNotPrimary', type: 'store_unavailable' },
  10107: { name: 'NotWritablePrimary', type: 'store_unavailable' },
  11600: { name: 'InterruptedAtShutdown', type: 'store_unavailable' },
  11602: { name: 'InterruptedDueToReplStateChange', type: 'store_unavailable' },
  13388: { name: 'StaleConfig', type: 'store_unavailable' },
  13435: { name: 'NotPrimaryNoSecondaryOk', type: 'store_unavailable' },
  13436: { name: 'NotPrimaryOrSecondary', type: 'store_unavailable' },
  14031: { name: 'OutOfDiskSpace', type: 'store_full' },
  16500: { name: 'TooManyRequests', type: 'store_unavailable' },
};

const ATLAS_ERROR = 8000;

/** Errors of the driver itself that mean that it has no answer of the server. By name: not all of them are exported. */
const UNREACHED = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoOperationTimeoutError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoExpiredSessionError',
  'MongoCursorExhaustedError',
]);

/**
 * What the driver throws as the union callers know; `undefined` for anything else (a command that the server does not
 * understand, a document too large), which is a bug and is to be thrown on.
 */
export function toStoreError(error: unknown): StoreError | undefined {
  if (error instanceof Refusal) return { type: error.type, message: error.message };
  if (!(error instanceof Error)) return undefined;
  if (isTooOld(error)) return { type: tooOld().type, message: tooOld().message, cause: error };
  const type = error instanceof MongoError ? typeOf(error) : typeOfSystemError(error);
  if (type === undefined) return undefined;
  return { type, message: `MongoDB: ${maskSecrets(error.message)}`, cause: error };
}

/** The driver does not speak to a server that is older than it knows, and says so as if it could not reach it. */
function isTooOld(error: Error): boolean {
  return error instanceof MongoError && /maximum wire version/.test(error.message);
}

/** Atlas has one code for everything that it forbids. */
function isOverQuota({ code, message }: MongoServerError): boolean {
  return code === ATLAS_ERROR && /over your space quota/i.test(message);
}

/** Codes of Node's own errors, which the driver passes on as they are when a connection breaks while it writes. */
const BROKEN_CONNECTION = new Set<unknown>([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_SOCKET_CLOSED',
]);

function typeOfSystemError(error: Error): StoreError['type'] | undefined {
  return 'code' in error && BROKEN_CONNECTION.has(error.code) ? 'store_unavailable' : undefined;
}

function typeOf(error: MongoError): StoreError['type'] | undefined {
  if (UNREACHED.has(error.name)) return 'store_unavailable';
  // The driver wraps what befell the connection, and keeps nothing of it but its words.
  if (error instanceof MongoBulkWriteError && error.code === undefined) return 'store_unavailable';
  if (error instanceof MongoServerError) {
    if (isOverQuota(error)) return 'store_full';
    const known = STORE_ERRORS[Number(error.code)];
    if (known !== undefined) return known.type;
  }
  if (error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('RetryableReadError'))
    return 'store_unavailable';
  // Authentication by other means than a password fails before the server is asked.
  if (error instanceof MongoDriverError && error.name === 'MongoMissingCredentialsError')
    return 'store_unavailable';
  return undefined;
}
