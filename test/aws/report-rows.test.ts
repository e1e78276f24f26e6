import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReport } from '../../src/aws/inventory/report-rows.ts';

const keys = (number: number) =>
  ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
    (name) => `access_key_${number}_${name}`,
  );
const HEAD = [
  ...['user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed'],
  ...['password_next_rotation', 'mfa_active', ...keys(1), ...keys(2)],
  ...['cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated'],
].join(',');
const NO_KEY = 'false,N/A,N/A,N/A,N/A';
const NO_CERTIFICATES = 'false,N/A,false,N/A';
const arn = (name: string) => `arn:aws:iam::123456789012:user/${name}`;
const read = (...rows: readonly string[]) => readReport([HEAD, ...rows].join('\n'));

test('root first: not_supported is no answer, and no_information is never', () => {
  const root = 'arn:aws:iam::123456789012:root';
  const rows = read(
    `<root_account>,${root},2022-01-01T10:00:00Z,not_supported,no_information,not_supported,not_supported,true,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
  );
  assert.deepEqual(rows.get(root), {
    createdAt: '2022-01-01T10:00:00.000Z',
    password: { kind: 'unknown' },
    hasMfa: true,
    keys: [],
    certificates: [],
  });
  const used = read(
    `<root_account>,${root},2022-01-01T10:00:00Z,not_supported,2026-11-22T08:00:00Z,not_supported,not_supported,FALSE,TRUE,2026-11-17T08:00:00Z,N/A,N/A,N/A,${NO_KEY},${NO_CERTIFICATES}`,
  ).get(root);
  assert.deepEqual(used?.password, { kind: 'set', use: { kind: 'used', at: '2026-11-22T08:00:00.000Z' } });
  assert.deepEqual(used?.keys, [
    { isActive: true, createdAt: '2026-11-17T08:00:00.000Z', use: { kind: 'never' } },
  ]);
});

test('a comma in the name, upper-case TRUE, +00:00: the ARN says who it is', () => {
  const name = 'smith, "j"';
  const rows = read(
    `"smith, ""j""","${arn('smith, ""j""')}",2025-03-01T00:00:00+00:00,TRUE,no_information,2025-03-01T00:00:00+00:00,N/A,TRUE,TRUE,2025-03-02T00:00:00+00:00,2026-11-24T06:00:00+00:00,N/A,s3,FALSE,2025-04-01T00:00:00+00:00,N/A,N/A,N/A,TRUE,2025-05-01T00:00:00+00:00,FALSE,2025-06-01T00:00:00+00:00`,
  );
  assert.deepEqual(rows.get(arn(name)), {
    createdAt: '2025-03-01T00:00:00.000Z',
    password: { kind: 'set', use: { kind: 'never' }, changedAt: '2025-03-01T00:00:00.000Z' },
    hasMfa: true,
    keys: [
      {
        isActive: true,
        createdAt: '2025-03-02T00:00:00.000Z',
        use: { kind: 'used', at: '2026-11-24T06:00:00.000Z', service: 's3', region: 'N/A' },
      },
      // A disabled key keeps its date; only a key that isn't there has N/A.
      { isActive: false, createdAt: '2025-04-01T00:00:00.000Z', use: { kind: 'never' } },
    ],
    certificates: [
      {
        kind: 'signing-certificate',
        id: 'certificate 1',
        status: 'Active',
        createdAt: '2025-05-01T00:00:00.000Z',
      },
      {
        kind: 'signing-certificate',
        id: 'certificate 2',
        status: 'Inactive',
        createdAt: '2025-06-01T00:00:00.000Z',
      },
    ],
  });
});

test('no password: N/A says nothing about its use; columns that are missing are not known', () => {
  const name = arn('svc-a');
  const none = read(
    `svc-a,${name},2025-03-01T00:00:00Z,false,N/A,N/A,N/A,false,${NO_KEY},${NO_KEY},${NO_CERTIFICATES}`,
  );
  assert.deepEqual(none.get(name)?.password, { kind: 'none' });
  const short = readReport(`user,arn,user_creation_time\nsvc-a,${name},2025-03-01T00:00:00Z`).get(name);
  assert.deepEqual(short, {
    createdAt: '2025-03-01T00:00:00.000Z',
    password: { kind: 'unknown' },
    hasMfa: undefined,
    keys: [],
    certificates: [],
  });
});

test('columns come in any order, and new ones don’t matter', () => {
  const name = arn('svc-a');
  const rows = readReport(
    `additional_credentials_info,arn,mfa_active,user,user_creation_time,password_enabled\n1 additional access key,${name},true,svc-a,2025-03-01T00:00:00Z,FALSE`,
  );
  assert.deepEqual([rows.get(name)?.hasMfa, rows.get(name)?.password.kind], [true, 'none']);
});

test('what is no table is refused: a row too short, a quote left open', () => {
  assert.throws(() => readReport('user,arn\nsvc-a'), /Invalid Record Length/);
  assert.throws(() => readReport('user,arn\n"svc-a,b'), /Quote Not Closed/);
});
