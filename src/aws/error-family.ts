/**
 * What kind of trouble an error from the SDK is. The codes are those of the IAM, STS, Organizations and Secrets Manager
 * API references and of the common errors of AWS Query; the SDK appends `Exception` to some.
 */
export type ErrorFamily =
  | 'access-denied'
  | 'already-exists'
  | 'busy'
  | 'clock-skew'
  | 'conflict'
  | 'credentials-refused'
  | 'expired-session'
  | 'invalid'
  | 'limit'
  | 'no-answer'
  | 'no-connection'
  | 'no-credentials'
  | 'no-organization'
  | 'not-found'
  | 'server-error'
  | 'throttled'
  | 'unreadable-answer';

const CODES: Readonly<Record<string, ErrorFamily>> = {
  AccessDenied: 'access-denied',
  AccessDeniedForDependency: 'access-denied',
  UnauthorizedOperation: 'access-denied',
  OptInRequired: 'access-denied',
  RegionDisabled: 'access-denied',
  EntityAlreadyExists: 'already-exists',
  ResourceExists: 'already-exists',
  ConcurrentModification: 'busy',
  EntityTemporarilyUnmodifiable: 'busy',
  PriorRequestNotComplete: 'busy',
  RequestExpired: 'clock-skew',
  RequestTimeTooSkewed: 'clock-skew',
  RequestInTheFuture: 'clock-skew',
  DeleteConflict: 'conflict',
  InvalidClientTokenId: 'credentials-refused',
  UnrecognizedClient: 'credentials-refused',
  InvalidAccessKeyId: 'credentials-refused',
  AuthFailure: 'credentials-refused',
  SignatureDoesNotMatch: 'credentials-refused',
  InvalidSignature: 'credentials-refused',
  IncompleteSignature: 'credentials-refused',
  MissingAuthenticationToken: 'credentials-refused',
  ExpiredToken: 'expired-session',
  InvalidToken: 'expired-session',
  LimitExceeded: 'limit',
  AWSOrganizationsNotInUse: 'no-organization',
  NoSuchEntity: 'not-found',
  ResourceNotFound: 'not-found',
  AccountNotFound: 'not-found',
  Throttling: 'throttled',
  Throttled: 'throttled',
  TooManyRequests: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  BandwidthLimitExceeded: 'throttled',
  SlowDown: 'throttled',
  InternalError: 'server-error',
  InternalFailure: 'server-error',
  InternalService: 'server-error',
  InternalServiceError: 'server-error',
  Service: 'server-error',
  ServiceFailure: 'server-error',
  ServiceUnavailable: 'server-error',
  RequestTimeout: 'no-answer',
  Timeout: 'no-answer',
  TimeoutError: 'no-answer',
  AbortError: 'no-answer',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  ProviderError: 'no-credentials',
};

/** The connection never stood: nothing was sent. */
const UNCONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const CUT_OFF = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_SOCKET_CLOSED',
];

/** The parts of an SDK error that are looked at. Its response and body are never touched: they may hold a secret. */
export interface AwsShape {
  readonly code: string;
  readonly status: number | undefined;
  readonly text: string;
}

export function shapeOf(error: unknown): AwsShape {
  if (!(error instanceof Error)) return { code: '', status: undefined, text: '' };
  const metadata = field(error, '$metadata');
  const status = field(metadata, 'httpStatusCode');
  return {
    code: error.name.replace(/Exception$/, ''),
    status: typeof status === 'number' ? status : undefined,
    text: error.message,
  };
}

/** The family of an error, or undefined when it isn't one that AWS, the network or the SDK causes: then it is a bug. */
export function familyOf(error: unknown): ErrorFamily | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, status, text } = shapeOf(error);
  if (/signature (expired|not yet current)/i.test(text)) return 'clock-skew';
  const known = CODES[code];
  if (known !== undefined) return known;
  const network = field(error, 'code');
  if (typeof network === 'string' && UNCONNECTED.includes(network)) return 'no-connection';
  if (typeof network === 'string' && CUT_OFF.includes(network)) return 'no-answer';
  if (/socket hang up|connection closed|aborted/i.test(text) && field(error, '$fault') === undefined)
    return 'no-answer';
  // The SDK marks a modelled or generic service error with `$fault`; an answer that it could not parse only has `$response`.
  if (field(error, '$fault') !== undefined && status !== undefined) {
    if (status === 429) return 'throttled';
    if (status >= 500) return 'server-error';
    return status >= 400 ? 'invalid' : 'unreadable-answer';
  }
  return field(error, '$response') === undefined && status === undefined ? undefined : 'unreadable-answer';
}

/** Whether the call may have been carried out although it failed. */
export function mayHaveApplied(family: ErrorFamily): boolean {
  return family === 'no-answer' || family === 'unreadable-answer' || family === 'server-error';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
