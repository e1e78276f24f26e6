import type { AuditKind } from '../../domain/audit-event.ts';
import type { AuditEntry } from '../../workflows/ports.ts';
import type { AuditTrail } from '../../workflows/use-cases.ts';
import { type Drawn, drawn, firstThatFits, header } from './message.ts';
import { bold, gap, type Line, lines, moment, person, quiet, say } from './rich.ts';
import { counted, oneLine } from './text.ts';

const happened: Readonly<Record<AuditKind, string>> = {
  'request-submitted': 'asked',
  'request-approved': 'approved',
  'request-ready': 'needs no further approval',
  'request-denied': 'denied',
  'request-cancelled': 'cancelled',
  'request-reminded': 'reminded the approvers',
  'request-escalated': 'escalated',
  'request-expired': 'expired',
  'approval-voided': 'approval no longer counts',
  'request-drifted': 'found the account changed',
  'execution-started': 'started',
  'step-intended': 'about to',
  'step-finished': 'did',
  'step-failed': 'failed at',
  'request-waiting': 'waits',
  'request-done': 'done, read back and compared',
  'request-failed': 'stopped',
  'retry-asked': 'asked to retry',
  'undo-asked': 'asked to undo',
  'gate-reached': 'waits before the next stage',
  'gate-reminded': 'reminded',
  'gate-confirmed': 'confirmed',
  'gate-opened': 'goes on with the next stage',
  'request-given-up': 'given up',
  'stage-taken-back': 'took the last stage back',
  'request-undone': 'undone',
  'request-stopped': 'stopped by another request',
  'configuration-changed': 'configuration changed',
  'guidance-answered': 'was told how to do without a user',
};

/** `/iam audit`: who asked, who approved, what ran, with the AWS request ids that CloudTrail has too. */
export function auditTrail(trail: AuditTrail): Drawn {
  const { entries, verified, subject } = trail;
  const verdict: Line = verified
    ? [say('✓ The chain of records verifies.')]
    : [
        bold('✕ The chain of records does not verify.'),
        say(' Nothing below can be trusted. Tell security, and run chatelaine audit verify.'),
      ];
  const ways = [40, 20, 10, 4, 0].map((count) => () => {
    const shown = entries.slice(-count || entries.length, entries.length).slice(0, count);
    const left = entries.length - shown.length;
    return drawn(`History of ${oneLine(subject, 200)}: ${counted(entries.length, 'record')}.`, [
      header(`History of ${oneLine(subject, 130)}`),
      lines([
        verdict,
        ...(left > 0
          ? [[quiet(`${left} older records are not shown; chatelaine audit exports all of them`)]]
          : []),
      ]),
      ...(entries.length === 0 ? [lines([[quiet('Nothing is on record.')]])] : []),
      ...shown.map((entry) => lines(entryLines(entry))),
    ]);
  });
  return firstThatFits(ways);
}

function entryLines(entry: AuditEntry): readonly Line[] {
  const { operation: named, ...rest } = entry.details ?? {};
  const operation = typeof named === 'string' ? ` ${oneLine(named.replaceAll('-', ' '), 60)}` : '';
  const details = Object.entries(rest)
    .filter(([name, value]) => name !== 'state' && name !== 'stage' && !(name === 'attempt' && value === 1))
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
  const calls = (entry.calls ?? []).map(
    (call) => `${call.service}:${call.operation}${call.requestId ? ` ${call.requestId}` : ''}`,
  );
  return [
    [
      moment(entry.at, '{date_short_pretty} {time_secs}'),
      entry.authentic ? gap : bold(' ✕ not authentic: '),
      ...(entry.actor.kind === 'person' ? [person(entry.actor.id)] : [say('Chatelaine')]),
      say(` ${happened[entry.kind]}${operation}`),
      ...(entry.requestId ? [say(` · ${entry.requestId}`)] : []),
      ...(entry.planHash ? [say(` · plan ${entry.planHash.slice(0, 6)}`)] : []),
    ],
    ...(details === '' ? [] : [[say(oneLine(details, 400))]]),
    ...(calls.length === 0 ? [] : [[quiet(oneLine(calls.join(', '), 500))]]),
  ];
}
