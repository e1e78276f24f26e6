import type { AccessKeyId, AccountId, GroupName, PolicyArn, UserId, UserName } from '../../src/domain/ids.ts';
import type { Inventory, InventoryKey, InventoryUser, OtherCredential } from '../../src/domain/inventory.ts';
import { canonicalJson, sha256 } from '../../src/domain/json.ts';
import { awsManagedPolicies } from '../../src/sandbox/aws/aws-managed-policies.ts';

const DAY_MS = 86_400_000;

/**
 * An account with so many users, the same for the same number: a third of them stale in one way or several, most of them with
 * permissions that others have too, one in fifty with an inline policy of its own.
 */
export function makeInventory(accountId: AccountId, users: number, now: string, first = 0): Inventory {
  const documents: Record<string, string> = {};
  const policies: Record<string, string> = {};
  for (const { arn, document } of awsManagedPolicies) {
    const text = canonicalJson(document);
    documents[sha256(text)] = text;
    policies[arn] = sha256(text);
  }
  const readers = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' as PolicyArn;
  const metrics = 'arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess' as PolicyArn;
  return {
    accountId,
    readAt: now,
    users: Array.from({ length: users }, (_, index) => makeUser(accountId, first + index, now, documents)),
    groups: {
      readers: { attachedPolicies: [readers], inlinePolicies: [] },
      metrics: { attachedPolicies: [metrics], inlinePolicies: [] },
    },
    policies,
    documents,
    root: { hasMfa: true, hasKeys: false, hasPassword: true, passwordUse: { kind: 'never' } },
    passwordPolicy: 'none',
    credentials: { kind: 'report', generatedAt: now },
    gaps: [],
  };
}

function makeUser(
  accountId: AccountId,
  number: number,
  now: string,
  documents: Record<string, string>,
): InventoryUser {
  const ago = (days: number) => new Date(Date.parse(now) - days * DAY_MS).toISOString();
  const age = 10 + ((number * 37) % 700);
  const userName = `svc-${number}` as UserName;
  const isPerson = number % 7 === 0;
  const inline = number % 50 === 0 ? ownPolicy(number, documents) : [];
  const keys: InventoryKey[] = isPerson
    ? []
    : [
        {
          id: `AKIA${String(number).padStart(16, 'A')}` as AccessKeyId,
          isActive: number % 11 !== 0,
          createdAt: ago(number % 3 === 0 ? age : age % 80),
          use: number % 13 === 0 ? { kind: 'never' } : { kind: 'used', at: ago(number % 60), service: 's3' },
        },
      ];
  const other: OtherCredential[] =
    number % 97 === 0
      ? [
          {
            kind: 'service-specific-credential',
            id: `ACCA${number}`,
            status: 'Active',
            createdAt: ago(age),
            service: 'bedrock.amazonaws.com',
          },
        ]
      : [];
  return {
    userName,
    userId: `AIDA${String(number).padStart(16, 'A')}` as UserId,
    arn: `arn:aws:iam::${accountId}:user/chatelaine/${userName}`,
    path: '/chatelaine/',
    createdAt: ago(age),
    tags: [
      ...(number % 9 === 0 ? [] : [{ key: 'chatelaine:owner', value: `U${number % 1_000}` }]),
      { key: 'chatelaine:team', value: 'platform' },
      { key: 'chatelaine:purpose', value: 'measured' },
      { key: 'chatelaine:request', value: `IAM-${number + 1}` },
      { key: 'chatelaine:ends', value: ago(number % 20 === 0 ? 3 : -90).slice(0, 10) },
    ],
    ...(number % 5 === 0 ? {} : { boundaryArn: 'arn:aws:iam::aws:policy/PowerUserAccess' as PolicyArn }),
    groups: [(number % 2 === 0 ? 'readers' : 'metrics') as GroupName],
    attachedPolicies: [],
    inlinePolicies: inline,
    keys,
    keysAsOf: now,
    password: isPerson
      ? { kind: 'set', changedAt: ago(age), use: { kind: 'used', at: ago(number % 60) } }
      : { kind: 'none' },
    hasMfa: number % 21 !== 0,
    otherCredentials: other,
    notLookedAt: [],
    credentialsAsOf: now,
  };
}

function ownPolicy(number: number, documents: Record<string, string>): InventoryUser['inlinePolicies'] {
  const text = canonicalJson({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage'],
        Resource: [`arn:aws:s3:::bucket-${number}/*`, `arn:aws:sqs:eu-west-1:1:queue-${number}`],
      },
    ],
  });
  documents[sha256(text)] = text;
  return [{ policyName: 'own', documentHash: sha256(text) }];
}
