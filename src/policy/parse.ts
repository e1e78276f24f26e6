import { isObject, readJson, type Written } from './json-text.ts';
import { readStatement } from './parse-statement.ts';
import type { PolicyDocument, Problem } from './statement.ts';

/** Characters besides white space that IAM takes: IAM User Guide, “IAM and AWS STS quotas”. */
export const sizeLimits = { managed: 6144, 'in-user': 2048, 'in-group': 5120, 'in-role': 10_240 } as const;

export interface PolicyText {
  /** How people call it; used in every sentence about it. */
  readonly name: string;
  /** JSON, or what was read from JSON. */
  readonly document: unknown;
  /** Where it is to be kept, for its size; a managed policy if left out. */
  readonly kept?: keyof typeof sizeLimits;
}

const versions = ['2012-10-17', '2008-10-17'];

/**
 * Reads an identity policy or a boundary leniently: whatever can be understood is understood, and everything that AWS would
 * refuse or that could mislead a reader is among the problems. Never throws.
 */
export function parsePolicy({ name, document, kept = 'managed' }: PolicyText): PolicyDocument {
  const problems: Problem[] = [];
  const complain = (where: string) => (says: string) => void problems.push({ where, says: `${says}.` });
  const text = typeof document === 'string' ? document : (JSON.stringify(document) ?? '');
  const read = readJson(text);
  const characters = text.replace(/\s+/g, '').length;
  const none = { name, readable: false, statements: [], characters };
  if (typeof read === 'object' && read !== null && 'problem' in read) {
    return { ...none, problems: [{ where: name, says: read.problem }] };
  }
  if (!isObject(read)) return { ...none, problems: [{ where: name, says: 'It has to be a JSON object.' }] };
  if (characters > sizeLimits[kept]) {
    complain(name)(`It has ${characters} characters; IAM takes ${sizeLimits[kept]} at most`);
  }
  const written = topLevel(read.members, complain(name));
  const statements = written.flatMap((one, index) => {
    const number = index + 1;
    return readStatement(one, { document: name, number }, complain(`statement ${number} of ${name}`));
  });
  const sids = new Map<string, number>();
  for (const { ref } of statements) {
    if (ref.sid === undefined) continue;
    const first = sids.get(ref.sid) ?? ref.number;
    if (first !== ref.number)
      complain(name)(`Sid ${ref.sid} stands on statements ${first} and ${ref.number}`);
    sids.set(ref.sid, first);
  }
  return { name, readable: true, statements, problems, characters };
}

/** The statements as they are written; all of them, should there be several lists. */
function topLevel(
  members: readonly (readonly [string, Written])[],
  complain: (says: string) => void,
): readonly Written[] {
  const seen = new Set<string>();
  const statements: Written[] = [];
  for (const [name, value] of members) {
    const known = ['Version', 'Id', 'Statement'].find((one) => one.toLowerCase() === name.toLowerCase());
    if (known === undefined) complain(`“${name}” is not a member of a policy`);
    else if (known !== name) complain(`“${name}” is written ${known}`);
    if (known !== undefined && seen.has(known)) complain(`${known} is there twice`);
    seen.add(known ?? name);
    if (known === 'Version' && !versions.includes(String(value))) complain('Version has to be 2012-10-17');
    if (known === 'Statement') statements.push(...(Array.isArray(value) ? value : [value]));
  }
  if (statements.length === 0) complain('It has no statement');
  return statements;
}
