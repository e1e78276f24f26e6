import { z } from 'zod';
import { roleName, typed } from '../answer-text.ts';
import { hclName, hclString } from '../hcl.ts';
import { ownAccountAnswer } from '../own-account.ts';
import { guidancePath } from '../path.ts';
import { roleNameQuestion, text } from '../question.ts';
import { roleArn, roleNameFrom, shellWord } from '../role-steps.ts';
import { trustPolicy } from '../trust-policy.ts';

/**
 * IAM Roles Anywhere User Guide, “The IAM Roles Anywhere trust model”: service principal, the three actions, the certificate's
 * common name as aws:PrincipalTag/x509Subject/CN, the trust anchor as aws:SourceArn.
 */
export const ownServers = guidancePath({
  id: 'own-servers',
  family: 'In another cloud or on our servers',
  name: 'Our own servers',
  title: 'Use IAM Roles Anywhere, not a user',
  advice:
    'A server with a certificate of our certificate authority gets credentials of an hour. The authority is registered once for each account, as a trust anchor; whoever runs it knows its ARN.',
  questions: [
    {
      name: 'anchor',
      label: 'ARN of the trust anchor',
      placeholder: 'arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/0b5cf8e7-…',
      hint: 'aws rolesanywhere list-trust-anchors. None yet? create-trust-anchor registers the authority’s certificate.',
      input: text(),
    },
    {
      name: 'commonName',
      label: 'Common name of the server’s certificate',
      placeholder: 'backup-01.example.com',
      hint: 'CN in openssl x509 -noout -subject -in cert.pem',
      input: text(64),
    },
    roleNameQuestion,
  ],
  leadsTo: 'role',
  sources: [
    {
      title: 'The IAM Roles Anywhere trust model (AWS)',
      url: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html',
    },
    {
      title: 'Get temporary security credentials from IAM Roles Anywhere (AWS)',
      url: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/credential-helper.html',
    },
  ],
  Answers: z.object({
    anchor: typed(
      /^arn:aws[a-z-]*:rolesanywhere:[a-z0-9-]+:\d{12}:trust-anchor\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      'It looks like arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/ and a UUID.',
    ),
    commonName: typed(
      /^[A-Za-z0-9](?:[A-Za-z0-9 ._@-]*[A-Za-z0-9])?$/,
      'Write one common name exactly. Letters, digits, spaces and . _ @ - are taken; no wildcard.',
      64,
    ),
    roleName,
  }),
  reach({ anchor, commonName, roleName: given }, context) {
    const [, partition = '', , region = '', account = ''] = anchor.split(':');
    const name = given ?? roleNameFrom('server', commonName);
    const arn = roleArn(partition, account, name);
    return ownAccountAnswer(
      {
        account,
        name,
        trust: trustPolicy(
          { Service: 'rolesanywhere.amazonaws.com' },
          ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          {
            ArnEquals: { 'aws:SourceArn': anchor },
            StringEquals: { 'aws:PrincipalTag/x509Subject/CN': commonName },
          },
        ),
        who: `A server with a certificate of that authority for ${commonName} can use it, and nobody else.`,
        holder: 'the server',
        also: {
          commands: [
            `profile=$(aws rolesanywhere create-profile --region ${region} --name ${shellWord(name)} --enabled \\`,
            `  --role-arns ${shellWord(arn)} --query profile.profileArn --output text)`,
          ].join('\n'),
          terraform: [
            `resource "aws_rolesanywhere_profile" "${hclName(name)}" {`,
            `  name      = ${hclString(name)}`,
            '  enabled   = true',
            `  role_arns = [aws_iam_role.${hclName(name)}.arn]`,
            '}',
          ].join('\n'),
        },
        use: [
          {
            title: 'For the server: its ~/.aws/config (in the same shell; it knows the profile)',
            text: 'aws_signing_helper is AWS’s credential helper; it runs on the server, beside the certificate and its key.',
            code: [
              'cat <<END',
              '[default]',
              `region = ${region}`,
              `credential_process = aws_signing_helper credential-process --certificate /etc/pki/aws/cert.pem --private-key /etc/pki/aws/key.pem --trust-anchor-arn ${anchor} --profile-arn $profile --role-arn ${arn}`,
              'END',
            ].join('\n'),
          },
        ],
      },
      context,
    );
  },
});
