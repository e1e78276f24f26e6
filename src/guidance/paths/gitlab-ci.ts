import { z } from 'zod';
import { account, ref, roleName, typed } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { providerName } from '../trust-policy.ts';

/**
 * Subject: GitLab Docs, “Connect to cloud services” (project_path:{group}/{project}:ref_type:{type}:ref:{name}).
 * Provider and audience, both the instance's address: “Configure OpenID Connect in AWS to retrieve temporary credentials”.
 */
export const gitlabCi = guidancePath({
  id: 'gitlab-ci',
  family: 'In a pipeline',
  name: 'GitLab CI/CD',
  title: 'Use OpenID Connect, not a user',
  advice:
    'GitLab signs a token for each job, and AWS exchanges it for credentials of an hour. Nothing is stored among the project’s variables.',
  questions: [
    accountQuestion,
    { name: 'instance', label: 'GitLab', initial: 'https://gitlab.com', hint: 'Its address.', input: text() },
    {
      name: 'project',
      label: 'Project',
      placeholder: 'acme/backend/web',
      hint: 'The whole path, with its groups.',
      input: text(),
    },
    {
      name: 'refType',
      label: 'Which jobs',
      initial: 'branch',
      input: {
        kind: 'choice',
        options: [
          { value: 'branch', text: 'Jobs on one branch' },
          { value: 'tag', text: 'Jobs on one tag' },
        ],
      },
    },
    {
      name: 'ref',
      label: 'Name of the branch or tag',
      initial: 'main',
      hint: 'Protect it in GitLab: whoever may push to it gets the role.',
      input: text(),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Configure OpenID Connect in AWS to retrieve temporary credentials (GitLab Docs)',
      url: 'https://docs.gitlab.com/ci/cloud_services/aws/',
    },
    { title: 'Connect to cloud services (GitLab Docs)', url: 'https://docs.gitlab.com/ci/cloud_services/' },
  ],
  Answers: z.object({
    account,
    instance: z.preprocess(
      (value) => (typeof value === 'string' ? value.trim().replace(/\/$/, '') : value),
      typed(
        /^https:\/\/[a-z0-9](?:[a-z0-9-]*\.)+[a-z0-9-]+$/,
        'Write the address of the GitLab instance, https://gitlab.com for example; no port, no path.',
      ),
    ),
    project: z.preprocess(
      (value) =>
        typeof value === 'string'
          ? value
              .trim()
              .replace(/^https:\/\/[^/]+\//, '')
              .replace(/\.git$|\/$/, '')
          : value,
      typed(
        /^[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)+$/,
        'Write group/project with all its groups. One project; no wildcard.',
      ),
    ),
    refType: z.enum(['branch', 'tag'], 'Choose which jobs.'),
    ref: ref('branch or tag'),
    roleName,
  }),
  reach(answers, context) {
    const { project, refType, instance } = answers;
    const name = answers.ref;
    const provider = { label: 'gitlab', url: instance, audience: instance };
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['gitlab', project, name],
        provider,
        claims: { sub: `project_path:${project}:ref_type:${refType}:ref:${name}` },
        who: `Jobs of ${project} at ${providerName(provider)} on the ${refType} ${name}`,
        holder: 'the job',
        use: (role) => ({
          title: 'In .gitlab-ci.yml',
          code: [
            'deploy:',
            '  id_tokens:',
            '    GITLAB_OIDC_TOKEN:',
            `      aud: ${provider.audience}`,
            '  variables:',
            `    AWS_ROLE_ARN: ${role}`,
            '    AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/web-identity-token',
            '  script:',
            '    - echo "$GITLAB_OIDC_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"',
            '    - aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
