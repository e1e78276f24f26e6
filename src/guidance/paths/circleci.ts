import { z } from 'zod';
import { account, ref, roleName, typed, uuid } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, branchQuestion, roleNameQuestion, text } from '../question.ts';
import { anyUuid } from '../trust-policy.ts';

/**
 * Issuer, audience (the organization's id) and the subject of CIRCLE_OIDC_TOKEN_V2: CircleCI Docs, “Using OpenID Connect
 * tokens in jobs”. The subject names the user who caused the job, so it can't be compared whole; the project is compared
 * exactly, by the claim that AWS knows since January 2026 (“AWS STS now supports validation of select identity provider
 * specific claims”), and of the subject only the user's id is open.
 */
export const circleci = guidancePath({
  id: 'circleci',
  family: 'In a pipeline',
  name: 'CircleCI',
  title: 'Use OpenID Connect, not a user',
  advice:
    'CircleCI signs a token for each job, and AWS exchanges it for credentials of an hour. Nothing is stored in a context.',
  questions: [
    accountQuestion,
    {
      name: 'organizationId',
      label: 'Organization ID',
      hint: 'Organization Settings, Overview.',
      input: text(40),
    },
    { name: 'projectId', label: 'Project ID', hint: 'Project Settings, Overview.', input: text(40) },
    {
      name: 'origin',
      label: 'Repository',
      placeholder: 'github.com/acme/web',
      hint: 'With its host.',
      input: text(),
    },
    branchQuestion,
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Using OpenID Connect tokens in jobs (CircleCI Docs)',
      url: 'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/',
    },
    {
      title: 'AWS STS now supports validation of select identity provider specific claims (AWS)',
      url: 'https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/',
    },
  ],
  Answers: z.object({
    account,
    organizationId: uuid('An organization’s ID'),
    projectId: uuid('A project’s ID'),
    origin: z.preprocess(
      (value) =>
        typeof value === 'string'
          ? value
              .trim()
              .replace(/^https:\/\//, '')
              .replace(/\.git$|\/$/, '')
          : value,
      typed(
        /^[a-z0-9.-]+\.[a-z]+(?:\/[A-Za-z0-9._-]+){2,}$/,
        'Write host/owner/repository, github.com/acme/web for example. One repository; no wildcard.',
      ),
    ),
    branch: ref('branch'),
    roleName,
  }),
  reach(answers, context) {
    const { organizationId, projectId, origin, branch } = answers;
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['circleci', origin.split('/').slice(1).join('-'), branch],
        provider: {
          label: 'circleci',
          url: `https://oidc.circleci.com/org/${organizationId}`,
          audience: organizationId,
        },
        claims: { 'oidc.circleci.com/project-id': projectId },
        like: {
          sub: `org/${organizationId}/project/${projectId}/user/${anyUuid}/vcs-origin/${origin}/vcs-ref/refs/heads/${branch}`,
        },
        who: `Jobs of ${origin} on the branch ${branch}`,
        holder: 'the job',
        use: (role) => ({
          title: 'In .circleci/config.yml',
          text: 'The question marks in the trust policy stand for the id of whoever started the job; everything else is exact.',
          code: [
            '- run:',
            '    name: Use the role',
            '    command: |',
            '      echo "$CIRCLE_OIDC_TOKEN_V2" > /tmp/web-identity-token',
            `      echo 'export AWS_ROLE_ARN=${role}' >> "$BASH_ENV"`,
            `      echo 'export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/web-identity-token' >> "$BASH_ENV"`,
            '- run: aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
