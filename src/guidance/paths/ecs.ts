import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { ownAccountAnswer } from '../own-account.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { roleArn, roleNameFrom } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/** Amazon ECS Developer Guide, “Amazon ECS task IAM role”: service principal, and aws:SourceAccount against a confused deputy. */
export const ecs = guidancePath({
  id: 'ecs',
  family: 'In our AWS accounts',
  name: 'ECS task or Fargate',
  title: 'Use a task role, not a user',
  advice:
    'ECS gives each task the credentials of its task role, and every AWS SDK finds them. There is nothing to store or rotate.',
  questions: [
    accountQuestion,
    { name: 'task', label: 'Task definition', placeholder: 'web-api', hint: 'Its family.', input: text(64) },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Amazon ECS task IAM role (AWS)',
      url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    },
  ],
  Answers: z.object({
    account,
    task: typed(/^[A-Za-z0-9_-]+$/, 'A task definition’s family has letters, digits, - and _.', 64),
    roleName,
  }),
  reach({ account: id, task, roleName: given }, context) {
    const name = given ?? roleNameFrom('ecs', task);
    return ownAccountAnswer(
      {
        account: id,
        name,
        trust: trustPolicy({ Service: 'ecs-tasks.amazonaws.com' }, 'sts:AssumeRole', {
          StringEquals: { 'aws:SourceAccount': id },
        }),
        who: `ECS tasks of this account whose definition names it can use it.`,
        holder: `the task ${task}`,
        use: [
          {
            title: `In the task definition ${task}`,
            text: 'The task role is what the program itself may do. The execution role, with which ECS pulls images and writes logs, is another one.',
            code: JSON.stringify(
              { family: task, taskRoleArn: roleArn(context.partition, id, name) },
              undefined,
              2,
            ),
          },
        ],
      },
      context,
    );
  },
});
