import type { PolicyDocument } from './seed.ts';

// A handful of the policies that AWS manages, shortened where they are long: the verbs that matter to a judgement are kept.

interface AwsManagedPolicy {
  readonly arn: string;
  readonly document: PolicyDocument;
}

function allow(path: string, actions: string | readonly string[]): AwsManagedPolicy {
  return {
    arn: `arn:aws:iam::aws:policy/${path}`,
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
  };
}

function quarantine(version: 'V2' | 'V3'): AwsManagedPolicy {
  const denied = [
    'cloudtrail:LookupEvents',
    'ec2:RequestSpotInstances',
    'ec2:RunInstances',
    'ec2:StartInstances',
    'iam:AddUserToGroup',
    'iam:AttachGroupPolicy',
    'iam:AttachRolePolicy',
    'iam:AttachUserPolicy',
    'iam:ChangePassword',
    'iam:CreateAccessKey',
    'iam:CreateInstanceProfile',
    'iam:CreateLoginProfile',
    'iam:CreatePolicyVersion',
    'iam:CreateRole',
    'iam:CreateUser',
    'iam:DetachUserPolicy',
    'iam:PassRole',
    'iam:PutGroupPolicy',
    'iam:PutRolePolicy',
    'iam:PutUserPermissionsBoundary',
    'iam:PutUserPolicy',
    'iam:SetDefaultPolicyVersion',
    'iam:UpdateAccessKey',
    'iam:UpdateAccountPasswordPolicy',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateLoginProfile',
    'iam:UpdateUser',
    'lambda:AddLayerVersionPermission',
    'lambda:CreateFunction',
    'lambda:GetPolicy',
    'lambda:ListTags',
    'lambda:PutProvisionedConcurrencyConfig',
    'lambda:TagResource',
    'lambda:UntagResource',
    'lambda:UpdateFunctionCode',
    'lightsail:Create*',
    'lightsail:Delete*',
    'lightsail:DownloadDefaultKeyPair',
    'lightsail:GetInstanceAccessDetails',
    'lightsail:Start*',
    'lightsail:Update*',
    'organizations:CreateAccount',
    'organizations:CreateOrganization',
    'organizations:InviteAccountToOrganization',
    's3:DeleteBucket',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:PutLifecycleConfiguration',
    's3:PutBucketAcl',
    's3:PutBucketOwnershipControls',
    's3:DeleteBucketPolicy',
    's3:ObjectOwnerOverrideToBucketOwner',
    's3:PutAccountPublicAccessBlock',
    's3:PutBucketPolicy',
    's3:ListAllMyBuckets',
  ];
  return {
    arn: `arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine${version}`,
    document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: denied, Resource: ['*'] }] },
  };
}

export const awsManagedPolicies: readonly AwsManagedPolicy[] = [
  allow('AdministratorAccess', '*'),
  {
    arn: 'arn:aws:iam::aws:policy/PowerUserAccess',
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: [
            'account:GetAccountInformation',
            'account:ListRegions',
            'iam:CreateServiceLinkedRole',
            'iam:DeleteServiceLinkedRole',
            'iam:ListRoles',
            'organizations:DescribeOrganization',
          ],
          Resource: '*',
        },
      ],
    },
  },
  allow('ReadOnlyAccess', [
    'cloudwatch:Get*',
    'cloudwatch:List*',
    'cloudwatch:Describe*',
    'dynamodb:Get*',
    'dynamodb:List*',
    'dynamodb:Query',
    'dynamodb:Scan',
    'ec2:Describe*',
    'ec2:Get*',
    'iam:Generate*',
    'iam:Get*',
    'iam:List*',
    'iam:Simulate*',
    'lambda:Get*',
    'lambda:List*',
    'logs:Describe*',
    'logs:Get*',
    's3:Get*',
    's3:List*',
    'sts:GetCallerIdentity',
  ]),
  allow('SecurityAudit', ['cloudtrail:Describe*', 'ec2:Describe*', 'iam:Generate*', 'iam:Get*', 'iam:List*', 's3:GetBucket*', 's3:ListAllMyBuckets']),
  allow('IAMReadOnlyAccess', ['iam:Generate*', 'iam:Get*', 'iam:List*', 'iam:Simulate*']),
  allow('IAMFullAccess', ['iam:*', 'organizations:DescribeAccount', 'organizations:DescribeOrganization', 'organizations:ListPolicies']),
  allow('CloudWatchReadOnlyAccess', ['autoscaling:Describe*', 'cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*', 'logs:Get*', 'logs:Describe*', 'logs:FilterLogEvents', 'sns:Get*', 'sns:List*']),
  allow('CloudWatchLogsFullAccess', ['logs:*', 'cloudwatch:GenerateQuery']),
  allow('CloudWatchAgentServerPolicy', ['cloudwatch:PutMetricData', 'ec2:DescribeVolumes', 'ec2:DescribeTags', 'logs:PutLogEvents', 'logs:CreateLogStream', 'logs:CreateLogGroup']),
  allow('AmazonS3ReadOnlyAccess', ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*']),
  allow('AmazonS3FullAccess', ['s3:*', 's3-object-lambda:*']),
  allow('AmazonEC2ReadOnlyAccess', ['ec2:Describe*', 'ec2:GetSecurityGroupsForVpc', 'elasticloadbalancing:Describe*', 'cloudwatch:ListMetrics', 'autoscaling:Describe*']),
  allow('AmazonEC2FullAccess', ['ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*']),
  allow('AmazonSESFullAccess', ['ses:*']),
  allow('AmazonSQSFullAccess', ['sqs:*']),
  allow('AmazonEC2ContainerRegistryPowerUser', ['ecr:GetAuthorizationToken', 'ecr:BatchGet*', 'ecr:Get*', 'ecr:Describe*', 'ecr:List*', 'ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:BatchCheckLayerAvailability']),
  allow('AmazonBedrockLimitedAccess', ['bedrock:Get*', 'bedrock:List*', 'bedrock:CallWithBearerToken', 'bedrock:InvokeModel']),
  allow('AWSCodeCommitPowerUser', ['codecommit:Get*', 'codecommit:List*', 'codecommit:GitPull', 'codecommit:GitPush']),
  allow('IAMUserChangePassword', ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy']),
  allow('job-function/Billing', ['aws-portal:*', 'budgets:*', 'ce:*', 'cur:*']),
  quarantine('V2'),
  quarantine('V3'),
];
