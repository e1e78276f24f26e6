import type { z } from 'zod';
import { refusal } from '../domain/refusal.ts';
import { ExistingUser, oneStage } from './existing-user.ts';
import { reason } from './input-text.ts';
import { untouchedKeys } from './new-key.ts';
import { userAction } from './user-action.ts';

const Input = ExistingUser.extend({
  reason,
});

/** A service has no password, and a person signs in through Identity Center. */
export const removeLoginProfile = userAction<z.infer<typeof Input>>({
  id: 'remove-login-profile',
  title: 'Remove the password',
  verb: 'remove the console password of',
  tells: ['owner'],
  concerns: ['console'],
  Input,
  form: [
    {
      name: 'reason',
      label: 'Why',
      hint: 'The password can’t be put back: AWS keeps none.',
      input: { kind: 'text', maxLength: 300 },
    },
  ],
  belongsTo: 'remove its console password',
  fits: ({ user }) => user.hasLoginProfile,
  refuse: (_input, { user }) =>
    user.hasLoginProfile
      ? undefined
      : refusal('not-now', `${user.userName} has no console password. There is nothing to remove.`),
  risk: () => ({ level: 'standard', reasons: ['whoever signs in with it is locked out, for good'] }),
  stages: () =>
    oneStage('console', 'Remove the console password', [
      { kind: 'delete-login-profile' },
      { kind: 'read-back', expect: { consolePassword: false } },
    ]),
  heading: ({ userName }) => `Remove the console password of ${userName}`,
  lines: ({ reason }, { user }) => [
    { label: 'Why', text: reason, wide: true },
    {
      label: 'Password',
      text: user.passwordLastUsedAt
        ? `last used ${user.passwordLastUsedAt.slice(0, 16).replace('T', ' ')} UTC`
        : 'never used, as far as AWS says',
      wide: true,
    },
    {
      label: 'MFA devices',
      text:
        user.mfaDevices.length > 0
          ? `${user.mfaDevices.join(', ')}; they stay`
          : 'none: the password alone was enough to sign in',
      wide: true,
    },
    { label: 'Access keys', text: untouchedKeys(user) },
  ],
});
