import { areas, type Severity } from '../../src/domain/finding.ts';
import { Thresholds } from '../../src/domain/staleness.ts';
import { rules } from '../../src/findings/index.ts';
import type { Rule } from '../../src/findings/rule.ts';

const headings: Readonly<Record<(typeof areas)[number], string>> = {
  keys: 'Access keys',
  'other-credentials': 'Other credentials',
  console: 'Console',
  users: 'Users',
  permissions: 'Permissions',
  root: 'Root',
  account: 'Account',
};

const marks: Readonly<Record<Severity, string>> = {
  critical: '**critical**',
  high: '**high**',
  medium: 'medium',
  low: 'low',
};

const thresholds: Readonly<Record<string, number | undefined>> = Thresholds.parse({});

/** `docs/findings.md`, made of the rules themselves. */
export function findingsDocument(): string {
  const parts = areas.map((area) => {
    const rows = rules.filter((rule) => rule.area === area).map(rowOf);
    return `## ${headings[area]}\n\n| id | what | severity | threshold | CIS | Security Hub | what mends it |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}`;
  });
  return `${intro}\n\n${parts.join('\n\n')}\n`;
}

function rowOf({ id, title, severity, threshold, controls: { cis, securityHub }, mend }: Rule): string {
  const limit =
    threshold === undefined
      ? ''
      : `\`${threshold}\` ${thresholds[threshold] ?? 'as the account’s policy says'}`;
  return `| \`${id}\` | ${title} | ${marks[severity]} | ${limit} | ${cis.join(', ')} | ${securityHub.join(', ')} | ${mend} |`;
}

const intro = `# What goes stale

Made from the rules in \`src/findings\` (\`UPDATE_DOCS=1 node --test test/findings/document.test.ts\`).

Thresholds, severities and silence are set under \`staleness\` in \`chatelaine.yaml\`, for all, and under \`staleness.exceptions\` by account, environment, kind of user
and tag; for each threshold the first exception that holds and names it decides. A threshold of 90 days is passed after 90 times 24 hours, not on the moment. What could
not be read is not guessed: no rule finds anything about it. CIS is the AWS Foundations Benchmark v5.0.0; Security Hub's controls are those of IAM.

\`\`\`yaml
staleness:
  thresholds: { keyOlderThanDays: 180 }
  off: [access-without-group]
  exceptions:
    - when: { environment: production, kind: service }
      thresholds: { keyOlderThanDays: 90 }
      severities: { access-without-network: high }
    - when: { tag: { key: vendor } }
      off: [access-inline-policy]
\`\`\`

How an account is read: users, groups and policies in one paged walk (GetAccountAuthorizationDetails), keys, passwords and MFA from the credential report, which AWS
makes every four hours at most; then the keys of each user with something stale about one are listed, and SSH keys of up to 25 users a day who may use CodeCommit. Users made since the
report are asked for by themselves, and all are where no report can be had. Each finding says when what it rests on was true.`;
