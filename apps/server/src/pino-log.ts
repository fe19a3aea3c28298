import { type Log, type LogFields, maskSecrets } from '@quiz-sync/core';
import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './configuration/setting-schemas.js';

/** A log on any stream of JSON lines. Secrets are masked, wherever the words come from. */
export function pinoLog(level: LogLevel, stream: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error'): Log['info'] =>
    (message, fields = {}) => {
      if (logger.isLevelEnabled(name)) logger[name](masked(fields), maskSecrets(message));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function masked(fields: LogFields): LogFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, maskedValue(value)]));
}

/** Fields are plain values. What is not, all the same, is neither looked through nor let out. */
function maskedValue(value: LogFields[string]): LogFields[string] {
  if (typeof value === 'string') return maskSecrets(value);
  return typeof value === 'object' ? '[not a plain value]' : value;
}
