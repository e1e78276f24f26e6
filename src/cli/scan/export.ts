import { writeCsv } from '../../domain/csv.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Scanned } from './scan-accounts.ts';

/** Everything, for other programs: accounts with their findings as they are in the code. */
export function toJson(scanned: readonly Scanned[], at: string): string {
  const accounts = scanned.map(({ account: { id, name, environment }, ...rest }) => ({
    id,
    name,
    environment,
    ...rest,
  }));
  return JSON.stringify({ scannedAt: at, accounts }, undefined, 2);
}

const columns = [
  'severity',
  'rule',
  'title',
  'account',
  'account id',
  'user',
  'user id',
  'credential',
  'since',
  'evidence',
  'as of',
  'remedy',
  'CIS',
  'Security Hub',
  'exempted until',
] as const;

/** One row for each finding. Cells that a spreadsheet would take for a formula are defused. */
export function toCsv(scanned: readonly Scanned[]): string {
  return writeCsv([
    columns,
    ...scanned.flatMap(({ account, findings }) => findings.map((finding) => rowOf(finding, account.name))),
  ]);
}

function rowOf(finding: Finding, account: string): readonly string[] {
  const { severity, rule, title, subject, since, evidence, remedy, controls, exemption } = finding;
  const isUser = subject.kind === 'user';
  return [
    severity,
    rule,
    title,
    account,
    subject.accountId,
    isUser ? subject.userName : subject.kind,
    isUser ? subject.userId : '',
    isUser ? (subject.credential?.id ?? '') : '',
    since,
    evidence.words,
    evidence.asOf,
    remedy.kind === 'action' ? remedy.action : remedy.say,
    controls.cis.join(' '),
    controls.securityHub.join(' '),
    exemption?.until ?? '',
  ];
}
