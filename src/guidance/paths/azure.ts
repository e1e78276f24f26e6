import { z } from 'zod';
import { account, roleName, typed, uuid } from '../answer-text.ts';
import { federatedAnswer } from '../federated.ts';
import { guidancePath } from '../path.ts';
import { accountQuestion, roleNameQuestion, text } from '../question.ts';
import { shellWord } from '../role-steps.ts';

/**
 * AWS Security Blog, “How to access AWS resources from Microsoft Entra ID tenants using AWS Security Token Service”: issuer of
 * version 1 tokens https://sts.windows.net/TENANT/ with its last slash, audience the Application ID URI, subject the
 * object (principal) ID of the managed identity.
 */
export const azure = guidancePath({
  id: 'azure',
  family: 'In another cloud or on our servers',
  name: 'Azure',
  title: 'Use web identity federation, not a user',
  advice:
    'Microsoft Entra ID signs a token for the program’s managed identity, and AWS exchanges it for credentials of an hour. It takes one app registration that stands for AWS.',
  questions: [
    accountQuestion,
    { name: 'tenantId', label: 'Tenant ID', hint: 'az account show --query tenantId', input: text(40) },
    {
      name: 'audience',
      label: 'Application ID URI',
      placeholder: 'api://aws-prod',
      hint: 'Of the app registration that stands for AWS, with version 1 access tokens.',
      input: text(),
    },
    {
      name: 'objectId',
      label: 'Object ID of the managed identity',
      hint: 'az identity show … --query principalId; not its client ID.',
      input: text(40),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'How to access AWS resources from Microsoft Entra ID tenants using AWS STS (AWS Security Blog)',
      url: 'https://aws.amazon.com/blogs/security/how-to-access-aws-resources-from-microsoft-entra-id-tenants-using-aws-security-token-service/',
    },
  ],
  Answers: z.object({
    account,
    tenantId: uuid('A tenant’s ID'),
    audience: typed(
      /^api:\/\/[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/,
      'The Application ID URI begins with api://. No wildcard.',
    ),
    objectId: uuid('An object ID'),
    roleName,
  }),
  reach(answers, context) {
    const { tenantId, audience, objectId } = answers;
    return federatedAnswer(
      {
        ...answers,
        nameParts: ['azure', audience.replace('api://', ''), objectId.slice(0, 8)],
        provider: { label: 'entra_id', url: `https://sts.windows.net/${tenantId}/`, audience },
        claims: { sub: objectId },
        who: `Programs with the managed identity ${objectId}`,
        holder: 'the program',
        use: (role) => ({
          title: 'Where the program runs',
          text: 'The token lives for some hours: fetch it anew before it ends.',
          code: [
            `export AWS_ROLE_ARN=${role}`,
            'export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/web-identity-token',
            'curl -sGH Metadata:true http://169.254.169.254/metadata/identity/oauth2/token \\',
            `  -d api-version=2018-02-01 -d ${shellWord(`resource=${audience}`)} | jq -r .access_token > "$AWS_WEB_IDENTITY_TOKEN_FILE"`,
            'aws sts get-caller-identity',
          ].join('\n'),
        }),
      },
      context,
    );
  },
});
