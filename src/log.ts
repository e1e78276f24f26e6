import { type DestinationStream, type Logger, pino } from 'pino';

/** Keys whose values never reach a log, whatever object they come in. */
const secretKeys = [
  'secretAccessKey',
  'SecretAccessKey',
  'sessionToken',
  'SessionToken',
  'SecretString',
  'token',
  'authorization',
  'signingSecret',
  'ciphertext',
  'password',
];

/** Structured logs: a static message, the data in the object. Secrets are cut out by key, at two levels. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

export type Log = Logger;
