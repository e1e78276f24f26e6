import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';

/**
 * Provider, audience and subject: HashiCorp, “Use dynamic credentials with the AWS provider”
 * (organization:…:project:…:workspace:…:run_phase:plan or apply). Both phases are named instead of a star.
 */
export const hcpTerraform = guidancePath({
  id: 'hcp-terraform',
  family: 'In a pipeline',
  name: 'HCP Terraform (Terraform Cloud)',
  title: 'Use dynamic provider credentials, not a user',
  advice:
    'HCP Terraform signs a token for each run, and AWS exchanges it for credentials that end with the run. Nothing is stored among the workspace’s variables.',
  questions: [
    accountQuestion,
    { name: 'organization', label: 'Organization', placeholder: 'acme', input: text(64) },
    { name: 'project', label: 'Project', initial: 'Default Project', input: text(64) },
    { name: 'workspace', label: 'Workspace', placeholder: 'network-prod', input: text(90) },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Use dynamic credentials with the AWS provider (HashiCorp)',
      url: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
    },
  ],
  Answers: z.object({
    account,
    organization: typed(
      /^[A-Za-z0-9_-]+$/,
      'An organization’s name has letters, digits, - and _. One organization; no wildcard.',
      64,
    ),
    project: typed(
      /^[A-Za-z0-9_-](?:[A-Za-z0-9 _-]*[A-Za-z0-9_-])?$/,
      'A project’s name has letters, digits, spaces, - and _. One project; no wildcard.',
      64,
    ),
    workspace: typed(
      /^[A-Za-z0-9_-]+$/,
      'A workspace’s name has letters, digits, - and _. One workspace; no wildcard.',
      90,
    ),
    roleName,
  }),
  reach(answers, context) {
    const { organization, project, workspace } = answers;
    const run = `organization:${organization}:project:${project}:workspace:${workspace}:run_phase`;
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['terraform', organization, workspace],
        provider: {
          label: 'hcp_terraform',
          url: 'https://app.terraform.io',
          audience: 'aws.workload.identity',
        },
        claims: { sub: [`${run}:plan`, `${run}:apply`] },
        who: `Runs of the workspace ${workspace} in ${organization}, ${project}`,
        holder: 'the run',
        use: (role) => ({
          title: 'Environment variables of the workspace',
          text: 'A plan runs the code of whoever opens a pull request. Where that is not only your team, make a second, reading role for TFC_AWS_PLAN_ROLE_ARN and leave run_phase:plan out of this one.',
          code: ['TFC_AWS_PROVIDER_AUTH=true', `TFC_AWS_RUN_ROLE_ARN=${role}`].join('\n'),
        }),
      },
      context,
    );
  },
});
