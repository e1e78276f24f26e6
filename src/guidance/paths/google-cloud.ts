import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';

/**
 * IAM User Guide, “IAM and AWS STS condition context keys”: Google's issuer is known to every account as accounts.google.com;
 * :aud is the token's azp (for a service account its unique id), :oaud the token's aud, :sub the unique id again.
 */
export const googleCloud = guidancePath({
  id: 'google-cloud',
  family: 'In another cloud or on our servers',
  name: 'Google Cloud',
  title: 'Use web identity federation, not a user',
  advice:
    'Google signs a token for the service account that the program runs as, and AWS exchanges it for credentials of an hour. AWS knows Google’s issuer; nothing has to be registered.',
  questions: [
    accountQuestion,
    {
      name: 'serviceAccountName',
      label: 'Service account',
      placeholder: 'reports@acme-prod.iam.gserviceaccount.com',
      input: text(),
    },
    {
      name: 'uniqueId',
      label: 'Its unique ID',
      placeholder: '104563219876543210987',
      hint: 'gcloud iam service-accounts describe … --format="value(uniqueId)"',
      input: text(30),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'IAM and AWS STS condition context keys, AWS OIDC federation (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
    },
    {
      title: 'Verify the identity of a VM: instance identity tokens (Google Cloud)',
      url: 'https://cloud.google.com/compute/docs/instances/verifying-instance-identity',
    },
  ],
  Answers: z.object({
    account,
    serviceAccountName: typed(
      /^[a-z0-9][a-z0-9-]*@[a-z0-9][a-z0-9.-]*\.gserviceaccount\.com$/,
      'It looks like name@project.iam.gserviceaccount.com.',
    ),
    uniqueId: typed(
      /^\d{15,25}$/,
      'The unique ID is a number of about 21 digits, not the e-mail address.',
      25,
    ),
    roleName,
  }),
  reach(answers, context) {
    const { uniqueId, serviceAccountName } = answers;
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['google', serviceAccountName.split('@')[0] ?? ''],
        // Compared with the token's azp, as AWS does for Google.
        provider: { label: 'google', url: 'https://accounts.google.com', audience: uniqueId },
        builtIn: true,
        claims: { oaud: 'sts.amazonaws.com', sub: uniqueId },
        who: `Programs that run as ${serviceAccountName}`,
        holder: 'the program',
        use: (role) => ({
          title: 'Where the program runs',
          text: 'The token lives for an hour: fetch it anew before that.',
          code: [
            `export AWS_ROLE_ARN=${role}`,
            'export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/web-identity-token',
            'curl -sH \'Metadata-Flavor: Google\' -o "$AWS_WEB_IDENTITY_TOKEN_FILE" \\',
            "  'http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity?audience=sts.amazonaws.com&format=full'",
            'aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
