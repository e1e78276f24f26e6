import { z } from 'zod';
import { account, ref, roleName, uuid } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath, regionOf } from '../path.ts';
import { accountQuestion, branchQuestion, roleNameQuestion, text } from '../question.ts';

/**
 * Provider, audience and session tags: Buildkite Docs, “OIDC with AWS”. The usual subject ends in commit and step; the agent
 * (3.121 and later) can sign one lasting id instead: “buildkite-agent oidc”, --subject-claim. So nothing is left open.
 */
export const buildkite = guidancePath({
  id: 'buildkite',
  family: 'In a pipeline',
  name: 'Buildkite',
  title: 'Use OpenID Connect, not a user',
  advice:
    'The agent asks Buildkite for a signed token of the job, and AWS exchanges it for credentials of an hour. Nothing is stored on the agents.',
  questions: [
    accountQuestion,
    {
      name: 'pipelineId',
      label: 'Pipeline ID',
      hint: 'Pipeline settings, or BUILDKITE_PIPELINE_ID on the Environment tab of a job.',
      input: text(40),
    },
    {
      ...branchQuestion,
      hint: 'Only builds of this branch get the role. Keep builds of forks off: their branches can bear any name.',
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'OIDC with AWS (Buildkite Docs)',
      url: 'https://buildkite.com/docs/pipelines/security/oidc/aws',
    },
    {
      title: 'buildkite-agent oidc (Buildkite Docs)',
      url: 'https://buildkite.com/docs/agent/cli/reference/oidc',
    },
  ],
  Answers: z.object({ account, pipelineId: uuid('A pipeline’s ID'), branch: ref('branch'), roleName }),
  reach(answers, context) {
    const { pipelineId } = answers;
    const branch = answers.branch;
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['buildkite', pipelineId.slice(0, 8), branch],
        provider: { label: 'buildkite', url: 'https://agent.buildkite.com', audience: 'sts.amazonaws.com' },
        claims: { sub: pipelineId },
        sessionTags: { build_branch: branch },
        who: `Jobs of the pipeline ${pipelineId} on the branch ${branch}`,
        holder: 'the job',
        use: (role) => ({
          title: 'In pipeline.yml (agent 3.121 or later)',
          code: [
            'steps:',
            '  - label: Deploy',
            '    command: aws sts get-caller-identity',
            '    env:',
            `      AWS_REGION: ${regionOf(answers.account, context.accounts)}`,
            '      BUILDKITE_OIDC_TOKEN_SUBJECT_CLAIM: pipeline_id',
            '    plugins:',
            '      - aws-assume-role-with-web-identity#v1.7.0:',
            `          role-arn: ${role}`,
            '          session-tags:',
            '            - build_branch',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
