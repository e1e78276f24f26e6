import { z } from 'zod';
import { type Finding, Severity } from './finding.ts';
import { AccessKeyId, AccountId, SlackUserId, UserName } from './ids.ts';
import type { KnownFinding } from './known-finding.ts';

/** What a button beside a row does. Only ids: everything else is looked up when it is clicked. */
const RowButton = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    action: z.string(),
    label: z.string(),
    accessKeyId: AccessKeyId.optional(),
  }),
  /** What a person has to do, in words. */
  z.object({ kind: z.literal('advice'), key: z.string(), label: z.string() }),
  z.object({ kind: z.literal('snooze'), key: z.string() }),
  /** Asks an approver to accept it. */
  z.object({ kind: z.literal('exempt'), key: z.string() }),
]);
export type RowButton = z.infer<typeof RowButton>;

/** Everything found about one user, or about root, or about the account: one row, as it was when it was written. */
export const FindingRow = z.object({
  severity: Severity,
  accountId: AccountId,
  accountName: z.string(),
  /** Root and the account itself have no user name. */
  userName: UserName.optional(),
  about: z.enum(['user', 'root', 'account']),
  owner: SlackUserId.optional(),
  team: z.string().optional(),
  /** The worst first, each `Access key is old: key …Q7TA 412 d old`. */
  parts: z.array(
    z.object({ key: z.string(), rule: z.string(), severity: Severity, title: z.string(), words: z.string() }),
  ),
  /** The earliest of them. */
  since: z.string(),
  buttons: z.array(RowButton),
});
export type FindingRow = z.infer<typeof FindingRow>;

const rank = (severity: Severity): number => Severity.options.indexOf(severity);

/** The worst first; among equals by account and name, so that the same findings always make the same list. */
export function rowsOf(
  findings: readonly KnownFinding[],
  accountName: (id: AccountId) => string,
): readonly FindingRow[] {
  const groups = Map.groupBy(findings, ({ finding: { subject } }) =>
    subject.kind === 'user'
      ? `${subject.accountId} ${subject.userId}`
      : `${subject.accountId} ${subject.kind}`,
  );
  return [...groups.values()].map((group) => rowOf(group, accountName)).sort(byWeight);
}

function rowOf(group: readonly KnownFinding[], accountName: (id: AccountId) => string): FindingRow {
  const sorted = group.toSorted(
    (a, b) => rank(a.finding.severity) - rank(b.finding.severity) || (a.finding.key < b.finding.key ? -1 : 1),
  );
  const [worst] = sorted;
  if (!worst) throw new Error('A row needs a finding.');
  const { subject, severity } = worst.finding;
  return {
    severity,
    accountId: subject.accountId,
    accountName: accountName(subject.accountId),
    ...(subject.kind === 'user' ? { userName: subject.userName } : {}),
    about: subject.kind,
    ...(worst.owner === undefined ? {} : { owner: worst.owner }),
    ...(worst.team === undefined ? {} : { team: worst.team }),
    parts: sorted.map(({ finding }) => ({
      key: finding.key,
      rule: finding.rule,
      severity: finding.severity,
      title: finding.title,
      words: finding.evidence.words,
    })),
    since: group.map(({ finding }) => finding.since).reduce((a, b) => (a < b ? a : b)),
    buttons: buttonsFor(sorted.map(({ finding }) => finding)),
  };
}

const mostRemedies = 2;

/** The remedies of the worst, each once, then Snooze; Exempt where a request can carry it. */
function buttonsFor(findings: readonly Finding[]): RowButton[] {
  const [worst] = findings;
  if (!worst) return [];
  const remedies = new Map<string, RowButton>();
  for (const { key, remedy } of findings) {
    const button: RowButton =
      remedy.kind === 'advice'
        ? { kind: 'advice', key, label: remedy.label }
        : { kind: 'begin', action: remedy.action, label: remedy.label, ...keyIn(remedy.prefill) };
    // Slack takes no two buttons of one action in a row; the form that opens offers the other keys as well.
    const same = button.kind === 'begin' ? button.action : button.kind;
    if (!remedies.has(same)) remedies.set(same, button);
  }
  return [
    ...[...remedies.values()].slice(0, mostRemedies),
    { kind: 'snooze', key: worst.key },
    ...(worst.subject.kind === 'user' ? [{ kind: 'exempt', key: worst.key } as const] : []),
  ];
}

/** The one field that a button can carry beside the user. */
function keyIn(prefill: Readonly<Record<string, string>>): { readonly accessKeyId?: AccessKeyId } {
  const id = AccessKeyId.safeParse(prefill.accessKey);
  return id.success ? { accessKeyId: id.data } : {};
}

function byWeight(a: FindingRow, b: FindingRow): number {
  const by = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
  return (
    rank(a.severity) - rank(b.severity) ||
    b.parts.length - a.parts.length ||
    by(a.accountName, b.accountName) ||
    by(a.userName ?? '', b.userName ?? '')
  );
}
