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

export const enableAccessKey: LifecycleAction<AccessKeyInput> = {
  id: 'enable-access-key',
  title: 'Enable an access key',
  verb: 'enable',
  about: 'user',
  tells: ['owner'],
  Input: AccessKeyInput,
  form: accessKeyForm,
  subject: subjectOf,
  owner: presentOwner,
  excludes: () => [],
  begin: beginAs('enable its key', (facts) => ({
    values: {},
    options: { accessKey: keyChoices(facts, (key) => key.status === 'Inactive') },
  })),
  needs: needsInFull,
  refuse(input, facts, context) {
    const why = refuseKey(input, facts, context, 'enable its key');
    if (why) return why;
    if (presentKey(input, facts).status === 'Inactive') return undefined;
    return refusal(
      'not-now',
      `The key …${input.accessKey.slice(-4)} is enabled already. There is nothing to do.`,
      'accessKey',
    );
  },
  risk: () => ({ level: 'standard', reasons: ['a key that was out of use works again'] }),
  plan(input, facts) {
    const accessKeyId = input.accessKey;
    return planFor(
      'enable-access-key',
      present(facts),
      oneStage('enable', 'Enable the key', [
        { kind: 'set-access-key-status', accessKeyId, status: 'Active', before: 'Inactive' },
        { kind: 'read-back', expect: { accessKeys: [{ id: accessKeyId, is: 'Active' }] } },
      ]),
      [keyPin(presentKey(input, facts))],
    );
  },
  summarize: (input, facts, plan, context) =>
    summarizeKey(`Enable a key of ${input.userName}`, input, facts, plan, context),
};
