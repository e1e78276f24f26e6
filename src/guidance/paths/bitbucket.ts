import { z } from 'zod';
import { account, roleName, typed, uuid } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { anyUuid } from '../trust-policy.ts';

/**
 * Provider and audience: Atlassian, “Deploy on AWS using Bitbucket Pipelines OpenID Connect” and “Integrate Pipelines with
 * resource servers using OIDC”. The subject is {repository}:{environment}:{step}, without the environment where a step
 * names none. AWS reads no other claim of this issuer, so the step's id, another one in each run, has to stay open.
 */
export const bitbucket = guidancePath({
  id: 'bitbucket',
  family: 'In a pipeline',
  name: 'Bitbucket Pipelines',
  title: 'Use OpenID Connect, not a user',
  advice:
    'Bitbucket signs a token for each step, and AWS exchanges it for credentials of an hour. Nothing is stored among the repository’s variables.',
  questions: [
    accountQuestion,
    { name: 'workspace', label: 'Workspace', placeholder: 'acme', hint: 'As in its URL.', input: text(64) },
    {
      name: 'workspaceId',
      label: 'Workspace UUID',
      hint: 'The end of “Audience” in Repository settings, OpenID Connect.',
      input: text(40),
    },
    {
      name: 'repositoryId',
      label: 'Repository UUID',
      hint: 'On the same page.',
      input: text(40),
    },
    {
      name: 'environmentId',
      label: 'Deployment environment UUID',
      hint: 'On the same page. The step names it with deployment:, and its branches are restricted in Bitbucket.',
      input: text(40),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Deploy on AWS using Bitbucket Pipelines OpenID Connect (Atlassian)',
      url: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
    },
    {
      title: 'Integrate Pipelines with resource servers using OIDC (Atlassian)',
      url: 'https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/',
    },
  ],
  Answers: z.object({
    account,
    workspace: typed(
      /^[a-z0-9_][a-z0-9_-]*$/,
      'Write the workspace as in its URL: small letters, digits, - and _.',
      64,
    ),
    workspaceId: z.preprocess(
      (value) =>
        typeof value === 'string' ? value.trim().replace(/^ari:cloud:bitbucket::workspace\//, '') : value,
      uuid('A workspace’s UUID'),
    ),
    repositoryId: uuid('A repository’s UUID'),
    environmentId: uuid('An environment’s UUID'),
    roleName,
  }),
  reach(answers, context) {
    const { workspace, repositoryId, environmentId } = answers;
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['bitbucket', workspace, repositoryId.slice(0, 8), environmentId.slice(0, 8)],
        provider: {
          label: 'bitbucket',
          url: `https://api.bitbucket.org/2.0/workspaces/${workspace}/pipelines-config/identity/oidc`,
          audience: `ari:cloud:bitbucket::workspace/${answers.workspaceId}`,
        },
        claims: {},
        like: { sub: `{${repositoryId}}:{${environmentId}}:{${anyUuid}}` },
        who: `Steps of the repository ${repositoryId} in the environment ${environmentId}`,
        holder: 'the step',
        use: (role) => ({
          title: 'In bitbucket-pipelines.yml',
          text: 'The question marks in the trust policy stand for the step’s id, another one in each run; everything else is exact.',
          code: [
            '- step:',
            '    oidc: true',
            '    deployment: production   # the environment with that UUID',
            '    script:',
            `      - export AWS_ROLE_ARN=${role}`,
            '      - export AWS_WEB_IDENTITY_TOKEN_FILE=$(pwd)/web-identity-token',
            '      - echo $BITBUCKET_STEP_OIDC_TOKEN > $AWS_WEB_IDENTITY_TOKEN_FILE',
            '      - aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
