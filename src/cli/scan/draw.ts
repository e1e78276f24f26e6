import { type Finding, Severity } from '../../domain/finding.ts';
import type { Scanned } from './scan-accounts.ts';

/** A table of accounts with their findings by severity, the worst findings below, and what could not be read. */
export function drawSummary(scanned: readonly Scanned[]): string {
  const order = scanned.toSorted((one, other) => (one.account.name < other.account.name ? -1 : 1));
  const head = ['account', 'users', ...Severity.options, 'known from'];
  const rows = order.map(({ account, users, findings, source, isRead }) => [
    account.name,
    isRead ? String(users) : '–',
    ...Severity.options.map((severity) => String(countOf(findings, severity))),
    source,
  ]);
  const all = scanned.flatMap(({ findings }) => findings);
  const total = [
    'all',
    String(scanned.reduce((sum, { users }) => sum + users, 0)),
    ...Severity.options.map((severity) => String(countOf(all, severity))),
    '',
  ];
  const parts = [table([head, ...rows, ...(rows.length > 1 ? [total] : [])])];
  const worst = drawWorst(order);
  if (worst !== '') parts.push(worst);
  const failures = order.flatMap(({ failures: own }) => own.map(({ message }) => `  ✗ ${message}`));
  if (failures.length > 0) parts.push(`Could not be read:\n${failures.join('\n')}`);
  return parts.join('\n\n');
}

/** So many are shown; the rest is in --json and --csv. */
const SHOWN = 20;

function drawWorst(scanned: readonly Scanned[]): string {
  const all = scanned
    .flatMap(({ account, findings }) => findings.map((finding) => ({ account, finding })))
    .filter(({ finding }) => finding.exemption === undefined)
    .toSorted((one, other) => rank(one.finding) - rank(other.finding));
  if (all.length === 0) return 'Nothing is stale.';
  const shown = all
    .slice(0, SHOWN)
    .map(({ account, finding }) => [
      finding.severity,
      account.name,
      subjectOf(finding),
      finding.evidence.words,
    ]);
  const more = all.length - shown.length;
  return `${table(shown)}${more > 0 ? `\n… ${more} more: --json or --csv has them all` : ''}`;
}

const rank = ({ severity }: Finding) => Severity.options.indexOf(severity);

export function subjectOf({ subject }: Finding): string {
  return subject.kind === 'user' ? subject.userName : subject.kind;
}

/** Exempted ones are accepted, and counted nowhere. */
export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity && finding.exemption === undefined)
    .length;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
