import type { UserFacts } from '../domain/facts.ts';
import { isQuarantined } from '../domain/quarantine.ts';
import { type Refusal, refusal } from '../domain/refusal.ts';
import { tagKeys, tagValue } from '../domain/user.ts';
import type { FormContext } from './action.ts';

/** Who gets nothing new: a user in quarantine, and a person without a second factor. */
export function refuseHeld(
  user: UserFacts,
  { house, account }: Pick<FormContext, 'house' | 'account'>,
): Refusal | undefined {
  if (isQuarantined(user, house, account.id))
    return refusal(
      'not-now',
      `${user.userName} is in quarantine, so it gets nothing new. Lift that first: /iam restore ${user.userName}`,
    );
  return refuseBareHuman(user);
}

/** A password or the tag says that it is a person. Without MFA only the break-glass users go on, and those nobody touches here. */
function refuseBareHuman({ userName, tags, hasLoginProfile, mfaDevices }: UserFacts): Refusal | undefined {
  const isTagged = tagValue(tags, tagKeys.kind) === 'human';
  if ((!hasLoginProfile && !isTagged) || mfaDevices.length > 0) return undefined;
  const why = hasLoginProfile
    ? 'has a console password and no MFA device'
    : 'is a person’s user without an MFA device';
  const how = hasLoginProfile
    ? `Register an MFA device, or remove the password: /iam console ${userName}`
    : 'Register an MFA device first.';
  return refusal(
    'not-now',
    `${userName} ${why}. Only break-glass users go without a second factor, so it gets nothing new. ${how}`,
  );
}
