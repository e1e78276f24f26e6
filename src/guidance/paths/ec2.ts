import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { hclName, hclString } from '../hcl.ts';
import { ownAccountAnswer } from '../own-account.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { roleNameFrom, shellWord } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/** IAM User Guide, “Use an IAM role to grant permissions to applications running on Amazon EC2 instances”. */
export const ec2 = guidancePath({
  id: 'ec2',
  family: 'In our AWS accounts',
  name: 'EC2 instance or Auto Scaling group',
  title: 'Use an instance profile, not a user',
  advice:
    'The instance gets the credentials of a role by itself, and every AWS SDK finds them. There is nothing to store or rotate.',
  questions: [
    accountQuestion,
    { name: 'workload', label: 'What runs on it', placeholder: 'nightly-backup', input: text(40) },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Use an IAM role to grant permissions to applications running on Amazon EC2 instances (AWS)',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
    },
  ],
  Answers: z.object({
    account,
    workload: typed(
      /^[A-Za-z0-9][A-Za-z0-9 _.-]*$/,
      'Name it with letters, digits, spaces and - _ . only.',
      40,
    ),
    roleName,
  }),
  reach(answers, context) {
    const name = answers.roleName ?? roleNameFrom('ec2', answers.workload);
    const word = shellWord(name);
    return ownAccountAnswer(
      {
        account: answers.account,
        name,
        trust: trustPolicy({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'),
        who: `Instances of this account that get the profile ${name} can use it.`,
        holder: answers.workload,
        also: {
          commands: [
            `aws iam create-instance-profile --instance-profile-name ${word}`,
            `aws iam add-role-to-instance-profile --instance-profile-name ${word} --role-name ${word}`,
          ].join('\n'),
          terraform: [
            `resource "aws_iam_instance_profile" "${hclName(name)}" {`,
            `  name = ${hclString(name)}`,
            `  role = aws_iam_role.${hclName(name)}.name`,
            '}',
          ].join('\n'),
        },
        use: [
          {
            title: 'Attach it',
            text: 'In the launch template as the IAM instance profile; to an instance that runs already by command, without a restart.',
            code: [
              'instance=i-   # its id',
              `aws ec2 associate-iam-instance-profile --instance-id "$instance" --iam-instance-profile Name=${word}`,
            ].join('\n'),
          },
        ],
        permissions:
          'Require IMDSv2 on the instance, so that a web request can’t be talked into reading the credentials.',
      },
      context,
    );
  },
});
