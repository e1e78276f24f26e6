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

/** For good. Only a key that is disabled already: whoever still needs it has noticed by then. */
export const deleteAccessKey: LifecycleAction<AccessKeyInput> = {
  id: 'delete-access-key',
  title: 'Delete an access key',
  verb: 'delete',
  about: 'user',
  tells: ['owner'],
  Input: AccessKeyInput,
  form: accessKeyForm,
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs('delete its key', (facts) => ({
    values: {},
    options: { accessKey: keyChoices(facts, (key) => key.status !== 'Active') },
  })),
  needs: needsInFull,
  refuse(input, facts, context) {
    const why = refuseKey(input, facts, context, 'delete its key');
    if (why) return why;
    if (presentKey(input, facts).status !== 'Active') return undefined;
    return refusal(
      'not-now',
      `The key …${input.accessKey.slice(-4)} is still enabled. Disable it first, and delete it when nobody has missed it.`,
      'accessKey',
    );
  },
  risk: () => ({ level: 'standard', reasons: ['a deleted key can’t be brought back'] }),
  plan(input, facts) {
    const accessKeyId = input.accessKey;
    return planFor(
      'delete-access-key',
      present(facts),
      oneStage('delete', 'Delete the key', [
        { kind: 'remove-access-key', accessKeyId },
        { kind: 'read-back', expect: { accessKeys: [{ id: accessKeyId, is: 'gone' }] } },
      ]),
      [keyPin(presentKey(input, facts))],
    );
  },
  summarize: (input, facts, plan, context) =>
    summarizeKey(`Delete a key of ${input.userName}`, input, facts, plan, context),
};
