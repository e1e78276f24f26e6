import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import type { WireRequest } from './wire/request.ts';

export interface SignedBy {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: Buffer;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const WINDOW_MS = 5 * 60_000;

/** Reads the Authorization header. Throws MissingAuthenticationToken or IncompleteSignature. */
export function readAuthorization(request: WireRequest): SignedBy {
  const header = request.headers.authorization;
  if (header === undefined)
    throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token');
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (match === null) {
    throw new AwsError('IncompleteSignature', `Authorization header does not conform to ${ALGORITHM}.`);
  }
  const [, accessKeyId = '', date = '', region = '', service = '', signed = '', signature = ''] = match;
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: signed.split(';'),
    signature: Buffer.from(signature, 'hex'),
  };
}

/** Checks signature and age by the wall clock, which both ends share. Throws SignatureDoesNotMatch. */
export function verifySignature(request: WireRequest, by: SignedBy, secret: string, wallClock: number): void {
  const timestamp = request.headers['x-amz-date'] ?? '';
  const signedAt = Date.parse(
    timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  if (Number.isNaN(signedAt) || !timestamp.startsWith(by.date)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP',
    );
  }
  if (Math.abs(wallClock - signedAt) > WINDOW_MS) {
    const word = signedAt < wallClock ? 'Signature expired' : 'Signature not yet current';
    throw new AwsError(
      'SignatureDoesNotMatch',
      `${word}: ${timestamp} is not within five minutes of the server's time.`,
    );
  }
  const expected = createHmac('sha256', signingKey(secret, by))
    .update(stringToSign(request, by, timestamp))
    .digest();
  if (!by.signedHeaders.includes('host') || !timingSafeEqual(expected, by.signature)) {
    throw new AwsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
}

function signingKey(secret: string, by: SignedBy): Buffer {
  const parts = [by.date, by.region, by.service, 'aws4_request'];
  return parts.reduce(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

function stringToSign(request: WireRequest, by: SignedBy, timestamp: string): string {
  const scope = `${by.date}/${by.region}/${by.service}/aws4_request`;
  return [ALGORITHM, timestamp, scope, sha256(canonicalRequest(request, by.signedHeaders))].join('\n');
}

function canonicalRequest(request: WireRequest, signedHeaders: readonly string[]): string {
  const { pathname, searchParams } = new URL(request.url, 'http://simulator');
  const query = [...searchParams]
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .sort()
    .join('&');
  const path = pathname.split('/').map(encodeRfc3986).join('/');
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`,
  );
  return [request.method, path, query, headers.join(''), signedHeaders.join(';'), sha256(request.body)].join(
    '\n',
  );
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Percent-encoding of RFC 3986, in which AWS also returns policy documents. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
