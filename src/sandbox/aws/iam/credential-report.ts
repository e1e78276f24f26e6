import { AwsError } from '../aws-error.ts';
import type { Context } from '../context.ts';
import { ANYTHING, type Operations } from '../operation.ts';
import { isoSeconds } from '../wire/xml.ts';
import type { AccessKey, Account, User } from '../world/state.ts';

const KEPT_MS = 4 * 3_600_000;
const DAY_MS = 86_400_000;

/** One report every four hours at most; it shows what was true when it was made. */
export const credentialReportOperations: Operations = {
  GenerateCredentialReport: {
    writes: true,
    target: () => ANYTHING,
    run(context) {
      const report = freshReport(context);
      if (report === undefined) {
        context.account.credentialReport = {
          content: reportOf(context.account, context.quirks.loudReport === true),
          generatedAt: context.now,
          pollsLeft: 1,
        };
        return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
      }
      if (report.pollsLeft === 0) return { State: 'COMPLETE' };
      report.pollsLeft -= 1;
      return { State: 'INPROGRESS', Description: 'A report generation task is already in progress' };
    },
  },
  GetCredentialReport: {
    // A report is no part of what is eventually consistent, so it is never read from an old picture.
    writes: true,
    target: () => ANYTHING,
    run(context) {
      const report = freshReport(context);
      if (report === undefined && context.account.credentialReport !== undefined) {
        throw new AwsError('ReportExpired', 'Report has expired. Please generate a new one.');
      }
      if (report === undefined)
        throw new AwsError('ReportNotPresent', 'No report exists. Please generate a new one.');
      if (report.pollsLeft > 0) {
        report.pollsLeft -= 1;
        throw new AwsError('ReportInProgress', 'A report generation task is already in progress');
      }
      const Content = Buffer.from(report.content).toString('base64');
      return { Content, ReportFormat: 'text/csv', GeneratedTime: report.generatedAt };
    },
  },
};

function freshReport({ account, now }: Context): Account['credentialReport'] {
  const report = account.credentialReport;
  return report !== undefined && now.getTime() - report.generatedAt.getTime() < KEPT_MS ? report : undefined;
}

// The columns as AWS writes them ("Get credential reports for your AWS account").
const KEY_COLUMNS = ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'];
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...KEY_COLUMNS.map((column) => `access_key_1_${column}`),
  ...KEY_COLUMNS.map((column) => `access_key_2_${column}`),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

function reportOf(account: Account, isLoud: boolean): string {
  // Root first, then by name whatever its case.
  const users = [...account.users.values()].sort((left, right) =>
    left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1,
  );
  const written = (cell: string) => quoted(isLoud ? loud(cell) : cell);
  return [COLUMNS, rootRow(account), ...users.map((user) => userRow(account, user))]
    .map((row) => row.map(written).join(','))
    .join('\n');
}

/** The user guide writes TRUE and +00:00, the service true and Z; both have been seen. */
function loud(cell: string): string {
  if (cell === 'true' || cell === 'false') return cell.toUpperCase();
  return /^\d{4}-\d\d-\d\dT.*Z$/.test(cell) ? cell.replace('Z', '+00:00') : cell;
}

function rootRow(account: Account): readonly string[] {
  const { mfa, password, passwordLastUsed, accessKey } = account.root;
  return [
    '<root_account>',
    `arn:aws:iam::${account.id}:root`,
    time(account.createdAt),
    // False only for member accounts that were made without root credentials.
    password ? 'not_supported' : 'false',
    passwordLastUsed === undefined ? 'no_information' : time(passwordLastUsed),
    'not_supported',
    'not_supported',
    String(mfa),
    ...keyCells(accessKey),
    ...keyCells(undefined),
    ...certificateCells([]),
  ];
}

function userRow(account: Account, user: User): readonly string[] {
  // It knows two keys: a third one, made in a race, is missing here and only here.
  const [first, second] = user.keys;
  return [
    user.name,
    user.arn,
    time(user.createdAt),
    String(user.login !== undefined),
    ...passwordCells(account, user),
    String(user.mfa.length > 0),
    ...keyCells(first),
    ...keyCells(second),
    ...certificateCells(user.certificates),
  ];
}

function passwordCells(account: Account, user: User): readonly string[] {
  if (user.login === undefined) return ['N/A', 'N/A', 'N/A'];
  const { changedAt } = user.login;
  const maxAge = account.passwordPolicy?.maxAgeDays;
  return [
    user.passwordLastUsed === undefined ? 'no_information' : time(user.passwordLastUsed),
    time(changedAt),
    maxAge === undefined ? 'N/A' : time(new Date(changedAt.getTime() + maxAge * DAY_MS)),
  ];
}

function keyCells(key: AccessKey | undefined): readonly string[] {
  if (key === undefined) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  const { lastUsed } = key;
  const used =
    lastUsed === undefined ? ['N/A', 'N/A', 'N/A'] : [time(lastUsed.at), lastUsed.region, lastUsed.service];
  return [String(key.active), time(key.createdAt), ...used];
}

function certificateCells(certificates: User['certificates']): readonly string[] {
  return [0, 1].flatMap((at) => {
    const certificate = certificates[at];
    return certificate === undefined
      ? ['false', 'N/A']
      : [String(certificate.active), time(certificate.uploadedAt)];
  });
}

function time(date: Date): string {
  return isoSeconds(date);
}

// User names may contain commas.
function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
