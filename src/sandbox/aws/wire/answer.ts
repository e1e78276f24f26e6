import type { ServiceName } from '../api-call.ts';
import type { AwsError } from '../aws-error.ts';
import { XML_NAMESPACES } from './request.ts';
import { type Answer, xmlAnswer, xmlError } from './xml.ts';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

// The JSON services have their own names for what is common to all, and answer 400 to every mistake of the caller.
const JSON_CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDeniedException',
  ExpiredToken: 'ExpiredTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  InvalidAction: 'UnknownOperationException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  ValidationError: 'ValidationException',
};

export function answerOf(
  service: ServiceName,
  operation: string,
  answer: Answer | undefined,
  requestId: string,
): WireAnswer {
  if (service === 'iam' || service === 'sts') {
    return xml(200, requestId, xmlAnswer(operation, XML_NAMESPACES[service], answer, requestId));
  }
  return json(200, requestId, JSON.stringify(answer ?? {}, secondsForDates));
}

export function errorAnswerOf(service: ServiceName, error: AwsError, requestId: string): WireAnswer {
  if (service === 'iam' || service === 'sts') {
    return xml(error.status, requestId, xmlError(error, XML_NAMESPACES[service], requestId));
  }
  const code = JSON_CODES[error.code] ?? error.code;
  const body = JSON.stringify({ __type: code, Message: error.message, message: error.message });
  return json(error.status >= 500 ? error.status : 400, requestId, body, { 'x-amzn-errortype': code });
}

function xml(status: number, requestId: string, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

function json(
  status: number,
  requestId: string,
  body: string,
  more: Record<string, string> = {},
): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId, ...more },
    body,
  };
}

// AWS JSON 1.1 writes times as seconds since 1970. `toJSON` has run before the replacer sees a date, so look at the holder.
function secondsForDates(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
