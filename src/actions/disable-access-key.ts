import { relationTo } from '../domain/ownership.ts';
import { refusal } from '../domain/refusal.ts';
import {
  AccessKeyInput,
  accessKeyForm,
  keyChoices,
  keyPin,
  presentKey,
  refuseKey,
  summarizeKey,
} from './access-key.ts';
import type { LifecycleAction } from './action.ts';
import {
  beginAs,
  needsInFull,
  oneStage,
  planFor,
  present,
  presentOwner,
  subjectOf,
} from './existing-user.ts';

/** Nothing is lost: one click enables it again. */
export const disableAccessKey: LifecycleAction<AccessKeyInput> = {
  id: 'disable-access-key',
  title: 'Disable an access key',
  verb: 'disable',
  about: 'user',
  tells: ['owner'],
  Input: AccessKeyInput,
  form: accessKeyForm,
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs('disable its key', (facts) => ({
    values: {},
    options: { accessKey: keyChoices(facts, (key) => key.status === 'Active') },
  })),
  needs: needsInFull,
  refuse(input, facts, context) {
    const why = refuseKey(input, facts, context, 'disable its key');
    if (why) return why;
    if (presentKey(input, facts).status === 'Active') return undefined;
    return refusal(
      'not-now',
      `The key …${input.accessKey.slice(-4)} is disabled already. There is nothing to do.`,
      'accessKey',
    );
  },
  risk: (_input, facts, { requester }) =>
    relationTo(present(facts).user, requester) === 'owner'
      ? { level: 'routine', reasons: ['its owner disables it, and can enable it again'] }
      : { level: 'standard', reasons: ['somebody else’s key stops working'] },
  plan(input, facts) {
    const key = presentKey(input, facts);
    const accessKeyId = input.accessKey;
    return planFor(
      'disable-access-key',
      present(facts),
      oneStage('disable', 'Disable the key', [
        { kind: 'set-access-key-status', accessKeyId, status: 'Inactive', before: 'Active' },
        { kind: 'read-back', expect: { accessKeys: [{ id: accessKeyId, is: 'Inactive' }] } },
      ]),
      [keyPin(key)],
    );
  },
  summarize: (input, facts, plan, context) =>
    summarizeKey(`Disable a key of ${input.userName}`, input, facts, plan, context),
};
