import type { KnownBlock } from '@slack/types';
import { Severity } from '../../domain/finding.ts';
import type { KnownFinding } from '../../domain/known-finding.ts';
import { severityMark } from './finding-row.ts';
import { bold, type Inline, type Line, moment, quiet, say, titledList } from './rich.ts';
import { oneLine } from './text.ts';

/** What has been found about a user, the gravest first, and since when it has been seen. Nothing when there is nothing. */
export function userFindings(findings: readonly KnownFinding[], max: number): KnownBlock[] {
  if (findings.length === 0) return [];
  const rank = ({ finding }: KnownFinding) => Severity.options.indexOf(finding.severity);
  const shown = findings.toSorted((a, b) => rank(a) - rank(b)).slice(0, Math.max(1, max));
  const left = findings.length - shown.length;
  return [
    titledList([bold(`Findings (${findings.length})`)], 'bullet', [
      ...shown.map(
        (known): Line => [
          say(`${severityMark(known.finding.severity)} ${oneLine(known.finding.evidence.words, 200)}`),
          quiet(' · seen since '),
          moment(known.firstSeen, '{date_short}'),
          ...apart(known),
        ],
      ),
      ...(left > 0 ? [[quiet(`and ${left} more; the digest has them all`)]] : []),
    ]),
  ];
}

function apart({ finding, snooze }: KnownFinding): readonly Inline[] {
  if (finding.exemption !== undefined)
    return [quiet(' · accepted until '), moment(finding.exemption.until, '{date_short}')];
  return snooze === undefined ? [] : [quiet(' · snoozed until '), moment(snooze.until, '{date_short}')];
}
