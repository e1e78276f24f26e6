export interface CommandHint {
  /** What is put into the message field. */
  readonly insert: string;
  readonly usage: string;
  readonly does: string;
}

const hints: readonly CommandHint[] = [
  { insert: '/iam request', usage: '/iam request', does: 'Ask for a service account' },
  { insert: '/iam show ', usage: '/iam show <user>', does: 'One user, and what can be done about it' },
  { insert: '/iam find ', usage: '/iam find <text>', does: 'Users by name, tag, owner, account or key id' },
  { insert: '/iam mine', usage: '/iam mine', does: 'Users that I own, and my requests' },
  { insert: '/iam pending', usage: '/iam pending', does: 'Requests waiting for me' },
  { insert: '/iam digest', usage: '/iam digest', does: 'What has gone stale, as it is now' },
  { insert: '/iam rotate ', usage: '/iam rotate <user>', does: 'A new key, then the old one goes' },
  { insert: '/iam key ', usage: '/iam key <user> create|disable|enable|delete', does: 'One access key' },
  { insert: '/iam console ', usage: '/iam console <user>', does: 'Remove the console password' },
  { insert: '/iam claim ', usage: '/iam claim <user>', does: 'Answer for a user that nobody owns' },
  { insert: '/iam transfer ', usage: '/iam transfer <user> @person', does: 'Hand it over, once they accept' },
  { insert: '/iam adopt ', usage: '/iam adopt <user>', does: 'Bring in a user that was made elsewhere' },
  { insert: '/iam tag ', usage: '/iam tag <user> key=value', does: 'Set or remove tags' },
  { insert: '/iam extend ', usage: '/iam extend <user>', does: 'Move the end date' },
  { insert: '/iam access ', usage: '/iam access <user>', does: 'Change what it may do' },
  { insert: '/iam quarantine ', usage: '/iam quarantine <user>', does: 'Deny everything, at once' },
  { insert: '/iam restore ', usage: '/iam restore <user>', does: 'Take a quarantine back' },
  {
    insert: '/iam offboard ',
    usage: '/iam offboard <user>',
    does: 'Stop it, and delete it after a grace period',
  },
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
