import { type GuidancePath, whyNotARole } from './path.ts';

export const awsWorkload: GuidancePath = {
  id: 'aws-workload',
  question: 'It runs on EC2, ECS, EKS, Lambda or similar in our accounts',
  title: 'Use a role, not a user',
  advice:
    'Workloads in AWS get short-lived credentials from a role, with nothing to store or rotate. Attach a role to the instance, task, pod or function; the SDK finds it by itself.',
  material: {
    label:
      'Trust policy of the role (ECS tasks; for Lambda use lambda.amazonaws.com, for EC2 ec2.amazonaws.com)',
    code: JSON.stringify(
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      undefined,
      2,
    ),
  },
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
  userNeeded: 'if-they-insist',
  asks: whyNotARole,
};
