export interface CommandHint {
  /** What is put into the message field. */
  readonly insert: string;
  readonly usage: string;
  readonly does: string;
}

const hints: readonly CommandHint[] = [
  { insert: '/iam request', usage: '/iam request', does: 'Ask for a service account' },
  { insert: '/iam show ', usage: '/iam show <user>', does: 'One user: owner, tags, keys, history' },
  { insert: '/iam tag ', usage: '/iam tag <user> key=value', does: 'Set or remove tags' },
  { insert: '/iam claim ', usage: '/iam claim <user>', does: 'Answer for a user that nobody owns' },
  { insert: '/iam extend ', usage: '/iam extend <user>', does: 'Move the end date' },
  { insert: '/iam key ', usage: '/iam key <user> disable|enable|delete', does: 'One access key' },
  { insert: '/iam quarantine ', usage: '/iam quarantine <user>', does: 'Deny everything, at once' },
  { insert: '/iam restore ', usage: '/iam restore <user>', does: 'Take a quarantine back' },
  { insert: '/iam mine', usage: '/iam mine', does: 'Users that I own' },
  { insert: '/iam pending', usage: '/iam pending', does: 'Requests waiting for me' },
  { insert: '/iam audit ', usage: '/iam audit <user or IAM-1>', does: 'Who asked, who approved, what ran' },
  { insert: '/iam help', usage: '/iam help', does: 'What you may do' },
];

/** The commands that begin like what was typed. */
export function commandHints(text: string, commands: readonly string[]): readonly CommandHint[] {
  if (!text.startsWith('/') || text.includes('\n')) return [];
  const known = hints.filter(({ insert }) => commands.some((command) => insert.startsWith(command)));
  const begun = known.filter(
    ({ insert }) => insert.startsWith(text.toLowerCase()) && insert.trim() !== text.trim(),
  );
  return begun;
}
