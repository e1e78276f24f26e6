import { createHmac } from 'node:crypto';

/**
 * Slack's request signature: `v0=` and the hex HMAC-SHA256 of `v0:<timestamp>:<body>`.
 * `timestamp` in seconds since the epoch. Source: docs.slack.dev, "Verifying requests from Slack".
 */
export function slackSignature(signingSecret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
