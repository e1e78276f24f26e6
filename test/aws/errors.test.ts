import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorFamily, familyOf, mayHaveApplied } from '../../src/aws/error-family.ts';
import { AwsRefusal, readFailure } from '../../src/aws/errors.ts';

const where = { account: 'prod-eu (123456789012)', actor: 'the role ChatelaineMember' };

function awsError(name: string, status: number, message = 'Something was said.'): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
  });
}

function networkError(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

/** What came of it: the error, its family, the failure code, and whether it is tried again. */
const TABLE: readonly (readonly [Error, ErrorFamily, string, boolean])[] = [
  [awsError('EntityAlreadyExistsException', 409), 'already-exists', 'already-exists', false],
  [awsError('ResourceExistsException', 400), 'already-exists', 'already-exists', false],
  [awsError('NoSuchEntityException', 404), 'not-found', 'gone', false],
  [awsError('ResourceNotFoundException', 400), 'not-found', 'gone', false],
  [awsError('DeleteConflictException', 409), 'conflict', 'conflict', false],
  [awsError('EntityTemporarilyUnmodifiableException', 409), 'busy', 'unavailable', true],
  [awsError('ConcurrentModificationException', 409), 'busy', 'unavailable', true],
  [awsError('LimitExceededException', 409), 'limit', 'limit', false],
  [awsError('Throttling', 400), 'throttled', 'unavailable', true],
  [awsError('ThrottlingException', 400), 'throttled', 'unavailable', true],
  [awsError('TooManyRequestsException', 400), 'throttled', 'unavailable', true],
  [awsError('RequestLimitExceeded', 503), 'throttled', 'unavailable', true],
  [awsError('SomethingNew', 429), 'throttled', 'unavailable', true],
  [awsError('ServiceFailureException', 500), 'server-error', 'unavailable', true],
  [awsError('InternalFailure', 500), 'server-error', 'unavailable', true],
  [awsError('InternalServiceError', 500), 'server-error', 'unavailable', true],
  [awsError('ServiceException', 500), 'server-error', 'unavailable', true],
  [awsError('ServiceUnavailable', 503), 'server-error', 'unavailable', true],
  [awsError('SomethingNew', 502), 'server-error', 'unavailable', true],
  [awsError('AccessDenied', 403), 'access-denied', 'access-denied', false],
  [awsError('AccessDeniedException', 400), 'access-denied', 'access-denied', false],
  [awsError('OptInRequired', 403), 'access-denied', 'access-denied', false],
  [awsError('RegionDisabledException', 403), 'access-denied', 'access-denied', false],
  [awsError('MalformedPolicyDocumentException', 400), 'invalid', 'invalid', false],
  [awsError('PolicyNotAttachableException', 400), 'invalid', 'invalid', false],
  [awsError('InvalidInputException', 400), 'invalid', 'invalid', false],
  [awsError('UnmodifiableEntityException', 400), 'invalid', 'invalid', false],
  [awsError('PasswordPolicyViolationException', 400), 'invalid', 'invalid', false],
  [awsError('ValidationError', 400), 'invalid', 'invalid', false],
  [awsError('InvalidRequestException', 400), 'invalid', 'invalid', false],
  [awsError('InvalidAction', 400), 'invalid', 'invalid', false],
  [awsError('PackedPolicyTooLargeException', 400), 'invalid', 'invalid', false],
  [awsError('ExpiredToken', 403), 'expired-session', 'unavailable', true],
  [awsError('ExpiredTokenException', 400), 'expired-session', 'unavailable', true],
  [awsError('InvalidClientTokenId', 403), 'credentials-refused', 'account-unreachable', false],
  [awsError('UnrecognizedClientException', 400), 'credentials-refused', 'account-unreachable', false],
  [awsError('SignatureDoesNotMatch', 403), 'credentials-refused', 'account-unreachable', false],
  [awsError('MissingAuthenticationToken', 403), 'credentials-refused', 'account-unreachable', false],
  [
    awsError('SignatureDoesNotMatch', 403, 'Signature expired: 2026… is now earlier than …'),
    'clock-skew',
    'unavailable',
    false,
  ],
  [awsError('RequestExpired', 400), 'clock-skew', 'unavailable', false],
  [awsError('RequestTimeTooSkewed', 403), 'clock-skew', 'unavailable', false],
  [awsError('AWSOrganizationsNotInUseException', 400), 'no-organization', 'account-unreachable', false],
  [networkError('ECONNREFUSED'), 'no-connection', 'unavailable', true],
  [networkError('ENOTFOUND'), 'no-connection', 'unavailable', true],
  [networkError('EAI_AGAIN'), 'no-connection', 'unavailable', true],
  [networkError('EHOSTUNREACH'), 'no-connection', 'unavailable', true],
  [networkError('ECONNRESET'), 'no-answer', 'unavailable', true],
  [networkError('EPIPE'), 'no-answer', 'unavailable', true],
  [networkError('ETIMEDOUT'), 'no-answer', 'unavailable', true],
  [new Error('socket hang up'), 'no-answer', 'unavailable', true],
  [Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), 'no-answer', 'unavailable', true],
  [Object.assign(new Error('too slow'), { name: 'TimeoutError' }), 'no-answer', 'unavailable', true],
  [Object.assign(new Error('stopped'), { name: 'AbortError' }), 'no-answer', 'unavailable', true],
  // What the XML and JSON parsers throw at half an answer; the SDK hangs the raw response on it.
  [
    Object.assign(new Error('Unclosed tag'), { $response: {}, $metadata: { httpStatusCode: 200 } }),
    'unreadable-answer',
    'unavailable',
    true,
  ],
  [
    Object.assign(new SyntaxError('Unexpected end of JSON input'), { $response: {} }),
    'unreadable-answer',
    'unavailable',
    true,
  ],
  [
    Object.assign(new Error('no providers'), { name: 'CredentialsProviderError' }),
    'no-credentials',
    'account-unreachable',
    false,
  ],
];

for (const [error, family, code, temporary] of TABLE) {
  test(`${error.name} ${Reflect.get(error, 'code') ?? ''} “${error.message}” is ${family}`, () => {
    assert.equal(familyOf(error), family);
    const failure = readFailure(error, where);
    assert.equal(failure.code, code);
    assert.equal(failure.temporary, temporary);
    assert.equal(failure.afterMs !== undefined, temporary);
    assert.match(failure.message, /^[A-Z].*\.$/);
    assert.doesNotMatch(failure.message, /undefined|!|\.\.|\s\s/);
  });
}

test('what no service, network or SDK causes is a bug and is thrown', () => {
  for (const bug of [new TypeError('x is not a function'), new Error('odd'), 'a string', undefined]) {
    assert.equal(familyOf(bug), undefined);
    assert.throws(() => readFailure(bug, where));
  }
});

test('only what AWS may have carried out has to be looked up', () => {
  const maybe = TABLE.filter(([error]) => mayHaveApplied(familyOf(error) ?? 'invalid')).map(
    ([, family]) => family,
  );
  assert.deepEqual([...new Set(maybe)].sort(), ['no-answer', 'server-error', 'unreadable-answer']);
});

test('a refusal says which permission, to whom, where, and who can change it', () => {
  const said =
    'User: arn:aws:sts::123456789012:assumed-role/ChatelaineMember/IAM-42 is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::123456789012:user/a';
  const words = (why: string) => readFailure(awsError('AccessDenied', 403, `${said} ${why}`), where).message;
  const begin = /^AWS refused iam:CreateUser to the role ChatelaineMember in prod-eu \(123456789012\)\. /;
  const cases: readonly (readonly [string, RegExp])[] = [
    [
      'with an explicit deny in a service control policy',
      /service control policy of the organization forbids/,
    ],
    [
      'with an explicit deny in a resource control policy',
      /resource control policy of the organization forbids/,
    ],
    [
      'because no permissions boundary allows the iam:CreateUser action',
      /permissions boundary on the role does not allow/,
    ],
    [
      'because no session policy allows the iam:CreateUser action',
      /outside of what this request’s session may touch/,
    ],
    ['with an explicit deny in an identity-based policy', /forbids it explicitly/],
    [
      'because no identity-based policy allows the iam:CreateUser action',
      /lacks this permission, or a service control policy/,
    ],
  ];
  for (const [why, expected] of cases) {
    assert.match(words(why), begin);
    assert.match(words(why), expected);
  }
});

test('AWS is not quoted where its words could repeat a secret', () => {
  const error = awsError('ValidationException', 400, "Value 'canary' at 'secretString' is too long");
  assert.match(readFailure(error, where).message, /canary/);
  assert.doesNotMatch(readFailure(error, { ...where, quoteAws: false }).message, /canary/);
});

test('a failure on its way up keeps its words', () => {
  const failure = readFailure(awsError('Throttling', 400), where);
  assert.equal(readFailure(new AwsRefusal(failure), { account: 'elsewhere', actor: 'somebody' }), failure);
});
