import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's window in seconds, on both sides: late is a replay, early is a forged clock. */
const windowSeconds = 300;

export type SignatureVerdict = 'valid' | 'missing' | 'late' | 'early' | 'forged';

/** `v0=` and the hex HMAC-SHA256 of `v0:<timestamp>:<body>`. Source: docs.slack.dev, "Verifying requests from Slack". */
export function verifySignature(
  request: {
    readonly timestamp: string | undefined;
    readonly signature: string | undefined;
    readonly body: Buffer;
  },
  secret: string,
  nowSeconds: number,
): SignatureVerdict {
  const { timestamp, signature, body } = request;
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return 'missing';
  if (Number(timestamp) < nowSeconds - windowSeconds) return 'late';
  if (Number(timestamp) > nowSeconds + windowSeconds) return 'early';
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const expected = Buffer.from(`v0=${hash}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? 'valid' : 'forged';
}
