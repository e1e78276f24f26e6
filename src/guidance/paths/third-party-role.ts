import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { guidancePath, nameOf } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { leastPermissions, roleArn, roleNameFrom, roleSteps } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/**
 * IAM User Guide, “Access to AWS accounts owned by third parties” and “The confused deputy problem”: the external id keeps the
 * vendor's other customers out. 2 to 1,224 characters of [\w+=,.@:/-] (“IAM and AWS STS quotas”); it is no secret.
 */
export const thirdPartyRole = guidancePath({
  id: 'third-party-role',
  family: 'Elsewhere',
  name: 'A vendor’s product that can assume a role',
  title: 'Use a cross-account role with an external id, not a user',
  advice:
    'The vendor takes on a role of ours from its own account. The external id, for us alone, keeps the vendor’s other customers out.',
  questions: [
    accountQuestion,
    { name: 'vendor', label: 'Vendor', placeholder: 'Datadog', input: text(40) },
    {
      name: 'principal',
      label: 'The vendor’s AWS account or role',
      placeholder: '464622532012',
      hint: 'From the vendor’s documentation: twelve digits, or better the ARN of one role.',
      input: text(),
    },
    {
      name: 'externalId',
      label: 'External id',
      optional: true,
      hint: 'Only if the vendor makes it. Otherwise you get a new one here.',
      input: text(),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Access to AWS accounts owned by third parties (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    },
    {
      title: 'The confused deputy problem (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    },
  ],
  Answers: z
    .object({
      account,
      vendor: typed(
        /^[A-Za-z0-9][A-Za-z0-9 _.&-]*$/,
        'Name the vendor with letters, digits, spaces and - _ . & only.',
        40,
      ),
      principal: typed(
        /^(?:\d{12}|arn:aws[a-z-]*:iam::\d{12}:role\/[A-Za-z0-9_+=,.@/-]{1,128})$/,
        'Write an AWS account id of twelve digits, or the ARN of one role. No wildcard.',
      ),
      externalId: z.preprocess(
        (value) => (value === '' ? undefined : value),
        typed(
          /^[A-Za-z0-9_+=,.@:/-]{8,}$/,
          'An external id has at least 8 letters, digits and _ + = , . @ : / -. No spaces.',
        ).optional(),
      ),
      roleName,
    })
    .refine((answers) => !answers.principal.includes(answers.account), {
      path: ['principal'],
      message: 'That is the account of the role itself. Write the vendor’s.',
    }),
  reach(answers, { accounts, partition, random }) {
    const { vendor, principal } = answers;
    const name = answers.roleName ?? roleNameFrom('vendor', vendor);
    const externalId = answers.externalId ?? `chatelaine-${random}`;
    const accountName = nameOf(answers.account, accounts);
    const whole = /^\d+$/.test(principal);
    const trust = trustPolicy(
      { AWS: whole ? `arn:${partition}:iam::${principal}:root` : principal },
      'sts:AssumeRole',
      { StringEquals: { 'sts:ExternalId': externalId } },
    );
    return {
      kind: 'answer',
      account: answers.account,
      about: `${answers.account} ${vendor.toLowerCase()} ${principal}`,
      answer: {
        title: `Role ${name} in ${accountName}`,
        means: `${vendor} can use it from ${whole ? `its account ${principal}` : principal}, only with this external id.`,
        steps: [
          ...roleSteps({ name, trust, accountName }),
          {
            title: `Give ${vendor} these two`,
            code: [
              `Role ARN     ${roleArn(partition, answers.account, name)}`,
              `External id  ${externalId}`,
            ].join('\n'),
            text: 'Check that the vendor refuses the role without the external id; many have a button that tests it.',
          },
        ],
        permissions: `${leastPermissions(vendor)} Most vendors publish the policy they need: take out what you don’t use.`,
      },
    };
  },
});
