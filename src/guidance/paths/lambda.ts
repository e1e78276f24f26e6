import { z } from 'zod';
import { account, roleName, typed } from '../answer-text.ts';
import { ownAccountAnswer } from '../own-account.ts';
import { guidancePath, regionOf } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { roleArn, roleNameFrom, shellWord } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/** AWS Lambda Developer Guide, “Defining Lambda function permissions with an execution role”. */
export const lambda = guidancePath({
  id: 'lambda',
  family: 'In our AWS accounts',
  name: 'Lambda function',
  title: 'Use an execution role, not a user',
  advice:
    'Every function has an execution role already. Give that role what the function needs; there is no key.',
  questions: [
    accountQuestion,
    { name: 'function', label: 'Function', placeholder: 'resize-images', input: text(64) },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'Defining Lambda function permissions with an execution role (AWS)',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    },
  ],
  Answers: z.object({
    account,
    function: typed(/^[A-Za-z0-9_-]+$/, 'A function’s name has letters, digits, - and _.', 64),
    roleName,
  }),
  reach({ account: id, function: fn, roleName: given }, context) {
    const name = given ?? roleNameFrom('lambda', fn);
    return ownAccountAnswer(
      {
        account: id,
        name,
        trust: trustPolicy({ Service: 'lambda.amazonaws.com' }, 'sts:AssumeRole'),
        who: 'Lambda functions of this account whose execution role it is can use it.',
        holder: `the function ${fn}`,
        use: [
          {
            title: 'Attach it',
            code: [
              `aws lambda update-function-configuration --region ${regionOf(id, context.accounts)} \\`,
              `  --function-name ${shellWord(fn)} --role ${shellWord(roleArn(context.partition, id, name))}`,
            ].join('\n'),
          },
        ],
        permissions: 'For its logs attach the managed policy AWSLambdaBasicExecutionRole.',
      },
      context,
    );
  },
});
