import type { Powers } from './powers.ts';
import type { StatementRef } from './statement.ts';

/** Who may do these to anybody may do everything. */
const overIam = [
  ...['attachuserpolicy', 'putuserpolicy', 'createaccesskey', 'createloginprofile'],
  ...['attachrolepolicy', 'putrolepolicy', 'updateassumerolepolicy', 'createrole'],
  ...['attachgrouppolicy', 'putgrouppolicy', 'addusertogroup', 'createpolicyversion'],
].map((name) => `iam:${name}`);

/** A policy with a few of them missing is an administrator's none the less. */
const enough = 8;

/**
 * The statements that make an administrator, those that do most first; none if it isn't one. Whoever rules over IAM is one
 * (AWS managed policies AdministratorAccess and IAMFullAccess), whoever can do everything else is not (PowerUserAccess).
 */
export function administratorBy(powers: Powers): readonly StatementRef[] {
  const shares = new Map<StatementRef, number>();
  let open = 0;
  for (const action of overIam) {
    const grants = powers.reaching(action, 'every');
    if (grants.length > 0) open += 1;
    for (const ref of new Set(grants.map(({ statement }) => statement.ref))) {
      shares.set(ref, (shares.get(ref) ?? 0) + 1);
    }
  }
  if (open < enough) return [];
  return [...shares].toSorted(([, one], [, other]) => other - one).map(([ref]) => ref);
}
