/** An answer of refusal, as AWS would give it. The status follows from the code unless given. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number = statusOf(code)) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}

// From the `awsQueryError` and `httpError` traits of the service models, and the common errors of AWS Query.
const STATUS: Readonly<Record<string, number>> = {
  NoSuchEntity: 404,
  FeatureDisabled: 404,
  ReportInProgress: 404,
  InvalidClientTokenId: 403,
  SignatureDoesNotMatch: 403,
  MissingAuthenticationToken: 403,
  IncompleteSignature: 403,
  ExpiredToken: 403,
  AccessDenied: 403,
  InvalidAuthenticationCode: 403,
  RequestExpired: 400,
  OptInRequired: 403,
  IDPRejectedClaim: 403,
  RegionDisabledException: 403,
  OutboundWebIdentityFederationDisabledException: 403,
  SessionDurationEscalationException: 403,
  ConcurrentModification: 409,
  DeleteConflict: 409,
  DuplicateCertificate: 409,
  EntityAlreadyExists: 409,
  EntityTemporarilyUnmodifiable: 409,
  LimitExceeded: 409,
  FeatureEnabled: 409,
  NameConflict: 409,
  ReportGenerationLimitExceeded: 409,
  RoleModified: 409,
  ReportExpired: 410,
  ReportNotPresent: 410,
  ServiceFailure: 500,
  InternalFailure: 500,
  InternalServiceError: 500,
  InternalServiceException: 500,
  ServiceException: 500,
  PolicyEvaluation: 500,
  ServiceUnavailable: 503,
  NotSupportedService: 404,
};

// What the service itself says with these codes, for faults that don't bring their own words.
const WORDS: Readonly<Record<string, string>> = {
  Throttling: 'Rate exceeded',
  ThrottlingException: 'Rate exceeded',
  TooManyRequestsException: 'AWS Organizations is throttling your requests. Try again later.',
  ServiceFailure: 'The request processing has failed because of an unknown error, exception or failure.',
  InternalFailure: 'The request processing has failed because of an unknown error, exception or failure.',
  EntityTemporarilyUnmodifiable:
    'The request was rejected because it referenced an entity that is temporarily unmodifiable, such as a user name that was deleted and then recreated. Try again in a few minutes.',
  ConcurrentModification:
    'Multiple requests to change this object were submitted simultaneously. Please try again.',
  LimitExceeded: 'Cannot exceed quota for this operation.',
  ExpiredToken: 'The security token included in the request is expired',
  ExpiredTokenException: 'The security token included in the request is expired',
  ServiceUnavailable: 'The request has failed due to a temporary failure of the server.',
};

function statusOf(code: string): number {
  return STATUS[code] ?? 400;
}

/** An error by its code alone, in AWS's words where they are known. */
export function errorByCode(code: string, message?: string, status?: number): AwsError {
  return new AwsError(
    code,
    message ?? WORDS[code] ?? `The request was rejected with ${code}.`,
    status ?? statusOf(code),
  );
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message);
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
