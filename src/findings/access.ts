import type { Inventory, InventoryUser } from '../domain/inventory.ts';
import { dangerOf } from '../policy/danger.ts';
import { readIdentity } from '../policy/judge.ts';
import type { PolicyText } from '../policy/parse.ts';
import { statementName } from '../policy/statement.ts';

/** What a user's policies come to, as far as findings are about it. */
export interface Access {
  /** The statements that make an administrator, the strongest first; empty for everybody else. */
  readonly administratorBy: readonly string[];
  /** Open ways to more permissions. */
  readonly escalations: readonly Way[];
  /** Whether everything is bound to source networks, and to which. */
  readonly isBound: boolean;
  readonly networks: readonly string[];
  /** Policies that nothing can be said about: they could not be read, or are no policies. */
  readonly unreadable: readonly string[];
}

export interface Way {
  readonly id: string;
  /** Completes “can …”. */
  readonly title: string;
  readonly by: readonly string[];
  readonly source: string;
}

/** A memory for judgements: users with the same documents are judged once. */
export interface Judgements {
  of(user: InventoryUser, inventory: Inventory): Access;
  /** How many sets of documents were judged. */
  readonly judged: number;
}

/** Holds the last `keep` judgements, which bounds its memory whatever the number of users. */
export function createJudgements(keep = 20_000): Judgements {
  const known = new Map<string, Access>();
  // Within one inventory a policy's name says which document it is.
  const inOne = new WeakMap<Inventory, Map<string, Access>>();
  const readText = rememberingReader();
  let judged = 0;
  const recall = (user: InventoryUser, inventory: Inventory): Access => {
    const key = accessKeyOf(user, inventory);
    const before = known.get(key);
    if (before !== undefined) return before;
    const access = judgeAccess(user, inventory, readText);
    judged += 1;
    known.set(key, access);
    if (known.size > keep) known.delete(known.keys().next().value ?? '');
    return access;
  };
  return {
    get judged() {
      return judged;
    },
    of(user, inventory) {
      const near = inOne.get(inventory) ?? new Map<string, Access>();
      if (near.size === 0) inOne.set(inventory, near);
      const key = shortKeyOf(user);
      const access = near.get(key) ?? recall(user, inventory);
      near.set(key, access);
      return access;
    },
  };
}

/** Reads each document once while it is among the last thousand: groups and boundaries are shared by very many. */
function rememberingReader(): typeof readIdentity {
  const read = new Map<string, ReturnType<typeof readIdentity>>();
  return (text) => {
    const key = `${text.name} ${text.kept ?? ''} ${String(text.document)}`;
    const known = read.get(key) ?? readIdentity(text);
    if (read.size > 1_000) read.clear();
    read.set(key, known);
    return known;
  };
}

function shortKeyOf({ boundaryArn, attachedPolicies, inlinePolicies, groups }: InventoryUser): string {
  let key = `${boundaryArn ?? ''} ${groups.join()} ${attachedPolicies.join()}`;
  for (const { policyName, documentHash } of inlinePolicies) key += ` ${policyName}:${documentHash}`;
  return key;
}

/** Everything that the judgement depends on: names too, because they are in its words. */
function accessKeyOf(user: InventoryUser, { groups, policies }: Inventory): string {
  let key = user.boundaryArn === undefined ? '' : `${user.boundaryArn}=${policies[user.boundaryArn] ?? '?'}`;
  for (const arn of user.attachedPolicies) key += ` ${arn}=${policies[arn] ?? '?'}`;
  for (const { policyName, documentHash } of user.inlinePolicies) key += ` ${policyName}:${documentHash}`;
  for (const name of user.groups) {
    const group = groups[name];
    key += ` (${name}`;
    for (const arn of group?.attachedPolicies ?? []) key += ` ${arn}=${policies[arn] ?? '?'}`;
    for (const { policyName, documentHash } of group?.inlinePolicies ?? [])
      key += ` ${policyName}:${documentHash}`;
    key += ')';
  }
  return key;
}

function judgeAccess(user: InventoryUser, inventory: Inventory, readText: typeof readIdentity): Access {
  const documents = documentsOf(user, inventory);
  const boundaryHash = user.boundaryArn === undefined ? undefined : inventory.policies[user.boundaryArn];
  const boundaryText = boundaryHash === undefined ? undefined : inventory.documents[boundaryHash];
  const { administratorBy, escalations, network, unreadable } = dangerOf(
    documents,
    boundaryText === undefined ? undefined : { name: nameOf(user.boundaryArn ?? ''), document: boundaryText },
    readText,
  );
  return {
    administratorBy: administratorBy.map(statementName),
    escalations: escalations.map(({ path, statements }) => ({
      id: path.id,
      title: path.title,
      by: statements.map(statementName),
      source: path.source,
    })),
    isBound: network.binds,
    networks: network.to,
    unreadable,
  };
}

function documentsOf(user: InventoryUser, inventory: Inventory): PolicyText[] {
  const text = (hash: string | undefined) => (hash === undefined ? undefined : inventory.documents[hash]);
  const groups = user.groups.flatMap((name) => {
    const group = inventory.groups[name];
    return group === undefined ? [] : [{ name, group }];
  });
  return [
    ...user.attachedPolicies.map((arn) => ({
      name: nameOf(arn),
      document: text(inventory.policies[arn]) ?? '',
    })),
    ...user.inlinePolicies.map(({ policyName, documentHash }) => ({
      name: policyName,
      document: text(documentHash) ?? '',
      kept: 'in-user' as const,
    })),
    ...groups.flatMap(({ name, group }) => [
      ...group.attachedPolicies.map((arn) => ({
        name: `${nameOf(arn)} (group ${name})`,
        document: text(inventory.policies[arn]) ?? '',
      })),
      ...group.inlinePolicies.map(({ policyName, documentHash }) => ({
        name: `${policyName} (group ${name})`,
        document: text(documentHash) ?? '',
        kept: 'in-group' as const,
      })),
    ]),
  ];
}

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
