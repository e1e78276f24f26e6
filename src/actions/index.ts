import type { Facts } from '../domain/facts.ts';
import type { FitContext, LifecycleAction } from './action.ts';
import { adoptUser } from './adopt-user.ts';
import { changeAccess } from './change-access.ts';
import { claimUser } from './claim-user.ts';
import { createAccessKey } from './create-access-key.ts';
import { createServiceUser } from './create-service-user.ts';
import { deleteAccessKey } from './delete-access-key.ts';
import { disableAccessKey } from './disable-access-key.ts';
import { enableAccessKey } from './enable-access-key.ts';
import { exemptFinding } from './exempt-finding.ts';
import { extendUser } from './extend-user.ts';
import { offboardUser } from './offboard-user.ts';
import { quarantineUser } from './quarantine-user.ts';
import { removeLoginProfile } from './remove-login-profile.ts';
import { restoreUser } from './restore-user.ts';
import { rotateAccessKey } from './rotate-access-key.ts';
import { tagUser } from './tag-user.ts';
import { transferUser } from './transfer-user.ts';

/** Every lifecycle action. Adding one is one file and one line here. */
export const actions = [
  createServiceUser,
  tagUser,
  claimUser,
  extendUser,
  transferUser,
  adoptUser,
  changeAccess,
  rotateAccessKey,
  createAccessKey,
  disableAccessKey,
  enableAccessKey,
  deleteAccessKey,
  quarantineUser,
  restoreUser,
  removeLoginProfile,
  offboardUser,
  exemptFinding,
] as const;

/** The action of a stored request, its input type forgotten: `Input` parses what was stored. */
export function actionById(id: string): LifecycleAction<never> | undefined {
  return actions.find((action) => action.id === id) as LifecycleAction<never> | undefined;
}

/** Those whose past changes tell what there is to take back. */
export const recalledActions: readonly string[] = [
  ...new Set(actions.flatMap((action): readonly string[] => action.recalls ?? [])),
];

/** The actions that there is something to do with for a user as it is, by id, in the order of the list. */
export function offersFor(facts: Facts, context: FitContext): readonly string[] {
  return actions
    .filter((action) => action.about === 'user' && (action.fits?.(facts, context) ?? true))
    .map(({ id }) => id);
}
