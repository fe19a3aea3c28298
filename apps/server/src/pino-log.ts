import type { Log } from '@quiz-sync/core';
import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './configuration/setting-schemas.js';

/** A log on any stream of JSON lines. */
export function pinoLog(level: LogLevel, stream: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  };
}
