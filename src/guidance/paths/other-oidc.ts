import { z } from 'zod';
import { account, issuer, roleName, typed } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { providerName } from '../trust-policy.ts';

/** AWS reads `aud` and `sub` of any issuer: IAM User Guide, “Create an OpenID Connect (OIDC) identity provider in IAM”. */
export const otherOidc = guidancePath({
  id: 'other-oidc',
  family: 'In a pipeline',
  name: 'Another service that issues OpenID Connect tokens',
  title: 'Use OpenID Connect, not a user',
  advice:
    'Whatever signs OpenID Connect tokens at a public URL can exchange them for credentials of an hour. Its documentation says what the token’s iss, aud and sub are.',
  questions: [
    accountQuestion,
    {
      name: 'issuer',
      label: 'Issuer',
      placeholder: 'https://tokens.example.com',
      hint: 'The token’s iss.',
      input: text(),
    },
    {
      name: 'audience',
      label: 'Audience',
      initial: 'sts.amazonaws.com',
      hint: 'The token’s aud.',
      input: text(),
    },
    {
      name: 'subject',
      label: 'Subject',
      hint: 'The token’s sub, whole: for one project and one branch or environment.',
      input: text(),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Create an OpenID Connect (OIDC) identity provider in IAM (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
    },
    {
      title: 'Identity-provider controls for shared OIDC providers (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
    },
  ],
  Answers: z.object({
    account,
    issuer,
    audience: typed(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, 'Write one audience exactly; no wildcard.'),
    subject: typed(
      /^(?=.*[A-Za-z0-9])[A-Za-z0-9._:/@|+#={}, -]+$/,
      'Write the whole subject exactly. Quotes, $ and wildcards are not taken.',
    ),
    roleName,
  }),
  reach(answers, context) {
    const provider = { label: 'issuer', url: answers.issuer, audience: answers.audience };
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['oidc', providerName(provider), answers.subject],
        provider,
        claims: { sub: answers.subject },
        who: `${answers.subject} of ${providerName(provider)}`,
        holder: 'the program',
        use: (role) => ({
          title: 'Where the program runs, with its token in a file',
          code: [
            `export AWS_ROLE_ARN=${role}`,
            'export AWS_WEB_IDENTITY_TOKEN_FILE=/run/secrets/web-identity-token',
            'aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
