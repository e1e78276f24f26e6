import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { ownAccountAnswer } from '../own-account.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { roleArn, roleNameFrom } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/** IAM User Guide, “Create a role to delegate permissions to an AWS service”. A role can't be passed to another account's service. */
export const awsService = guidancePath({
  id: 'aws-service',
  family: 'In our AWS accounts',
  name: 'Another AWS service: CodeBuild, Glue, Step Functions, …',
  title: 'Use a service role, not a user',
  advice: 'AWS services work under a role that you name when you set them up. They take no keys.',
  questions: [
    accountQuestion,
    {
      name: 'service',
      label: 'Service principal',
      placeholder: 'codebuild.amazonaws.com',
      hint: 'In the service’s documentation under “service role”.',
      input: text(80),
    },
    { name: 'workload', label: 'What runs there', placeholder: 'build-web', input: text(40) },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Create a role to delegate permissions to an AWS service (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html',
    },
  ],
  Answers: z.object({
    account,
    service: typed(
      /^[a-z0-9-]+(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/,
      'A service principal looks like codebuild.amazonaws.com.',
      80,
    ),
    workload: typed(
      /^[A-Za-z0-9][A-Za-z0-9 _.-]*$/,
      'Name it with letters, digits, spaces and - _ . only.',
      40,
    ),
    roleName,
  }),
  reach({ account: id, service, workload, roleName: given }, context) {
    const name = given ?? roleNameFrom(service.split('.')[0] ?? '', workload);
    return ownAccountAnswer(
      {
        account: id,
        name,
        trust: trustPolicy({ Service: service }, 'sts:AssumeRole'),
        who: `${service} can use it, for what in this account is set up with it.`,
        holder: workload,
        use: [{ title: 'Where the service asks for its role', code: roleArn(context.partition, id, name) }],
      },
      context,
    );
  },
});
