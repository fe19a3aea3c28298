import {
  LOG_FIELDS,
  type Log,
  type LogField,
  type LogFields,
  maskEmails,
  maskSecrets,
} from '@quiz-sync/core';
import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './configuration/setting-schemas.js';
import { currentRequestId } from './log/request-context.js';

/**
 * A log on any stream of JSON lines. Secrets and people's addresses are masked, wherever the words come from; fields that core does not name
 * are dropped; a line that comes of a request names it.
 */
export function pinoLog(level: LogLevel, stream: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error'): Log['info'] =>
    (message, fields = {}) => {
      if (logger.isLevelEnabled(name)) logger[name](inRequest(letOut(fields)), maskedText(message));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const KNOWN: ReadonlySet<string> = new Set(LOG_FIELDS);

function letOut(fields: LogFields): LogFields {
  const known = Object.entries(fields).filter(([name]) => KNOWN.has(name));
  return Object.fromEntries(known.map(([name, value]) => [name, masked(value)]));
}

function inRequest(fields: LogFields): LogFields {
  const request_id = currentRequestId();
  return request_id === undefined ? fields : { request_id, ...fields };
}

/** Fields are plain values. What is not, all the same, is neither looked through nor let out. */
function masked(value: LogFields[LogField]): LogFields[LogField] {
  if (typeof value === 'string') return maskedText(value);
  return typeof value === 'object' ? '[not a plain value]' : value;
}

/** Secrets first: what is left of an address with a password in it is no e-mail address. */
function maskedText(text: string): string {
  return maskEmails(maskSecrets(text));
}
