import type { IncomingMessage } from 'node:http';
import type { ServiceName } from '../api-call.ts';
import { AwsError } from '../aws-error.ts';
import { isRecord, type Parameters, readQueryForm } from './query-form.ts';

/** A request as it came over the wire, not yet believed. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface AwsRequest {
  readonly service: ServiceName;
  readonly operation: string;
  readonly parameters: Parameters;
}

export const XML_NAMESPACES = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
} as const;

const VERSIONS: Readonly<Record<string, 'iam' | 'sts'>> = { '2010-05-08': 'iam', '2011-06-15': 'sts' };
const TARGETS: Readonly<Record<string, ServiceName>> = {
  AWSOrganizationsV20161128: 'organizations',
  secretsmanager: 'secretsmanager',
};
const BODY_LIMIT_BYTES = 1_000_000;

export async function readWireRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES)
      throw new AwsError('RequestEntityTooLarge', 'Request size exceeded the limit.', 413);
    chunks.push(bytes);
  }
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
  return { method: message.method ?? 'GET', url: message.url ?? '/', headers, body: Buffer.concat(chunks) };
}

/** Which operation of which service this is. Throws AWS's own errors for what it cannot recognise. */
export function recognise(request: WireRequest): AwsRequest {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return recogniseJson(target, request.body.toString('utf8'));
  const form = readQueryForm(request.body.toString('utf8'));
  const { Action: operation, Version: version, ...parameters } = form;
  if (typeof operation !== 'string') throw new AwsError('MissingAction', 'Missing Action');
  const service = typeof version === 'string' ? VERSIONS[version] : undefined;
  if (service === undefined) {
    throw new AwsError(
      'InvalidAction',
      `Could not find operation ${operation} for version ${typeof version === 'string' ? version : 'NO_VERSION_SPECIFIED'}`,
    );
  }
  return { service, operation, parameters };
}

function recogniseJson(target: string, body: string): AwsRequest {
  const [prefix = '', operation = ''] = target.split('.');
  const service = TARGETS[prefix];
  if (service === undefined) throw new AwsError('UnknownOperationException', `Unknown target ${target}.`);
  let parameters: unknown;
  try {
    parameters = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
  if (!isRecord(parameters))
    throw new AwsError('SerializationException', 'The request body is not an object.');
  return { service, operation, parameters };
}

/** The service that a request is addressed to, for requests that could not be recognised. */
export function serviceOf(request: WireRequest): ServiceName {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return TARGETS[target.split('.')[0] ?? ''] ?? 'secretsmanager';
  return /\/sts\/aws4_request/.test(request.headers.authorization ?? '') ? 'sts' : 'iam';
}
