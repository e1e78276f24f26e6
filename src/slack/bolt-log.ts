import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * Slack's libraries log through pino, never at debug: there they write whole payloads and tokens.
 * Their level can't be changed from outside.
 */
export function boltLog(log: Logger): BoltLogger {
  const words = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug() {},
    info(...parts) {
      log.debug({ says: words(parts) }, 'slack library');
    },
    warn(...parts) {
      log.warn({ says: words(parts) }, 'slack library');
    },
    error(...parts) {
      log.error({ says: words(parts) }, 'slack library');
    },
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
