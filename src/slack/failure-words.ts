import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { Unavailable } from '../workflows/ports.ts';
import { brokenWords, unavailableWords } from './blocks/plain-answer.ts';

/** What a person reads when something threw: try again, or a reference that is in the log, once, with the error. */
export function failureWords(error: unknown, log: Logger): string {
  if (error instanceof Unavailable) {
    log.warn({ err: error }, 'something was unavailable');
    return unavailableWords;
  }
  const reference = randomBytes(4).toString('hex');
  log.error({ err: error, reference }, 'something broke');
  return brokenWords(reference);
}
