import { readers } from './harmless-readers.ts';
import { workers } from './harmless-workers.ts';

export interface Harmless {
  readonly title: string;
  readonly statements: readonly unknown[];
}

/** `title | actions | resources`, both separated by blanks; a second statement follows after ` + `. */
const written = (table: string): Harmless[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [title = '', ...rest] = line.split(' | ');
      const statements = rest
        .join(' | ')
        .split(' + ')
        .map((one) => {
          const [actions = '', resources = '*'] = one.split(' | ');
          return { Effect: 'Allow', Action: several(actions), Resource: several(resources) };
        });
      return { title, statements };
    });

const several = (text: string) => (text.includes(' ') ? text.split(' ') : text);

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const passOnly = (name: string, service: string, ...actions: readonly string[]): Harmless => ({
  title: `pass ${name} to ${service}`,
  statements: [
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: role(name),
      Condition: { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } },
    },
    { Effect: 'Allow', Action: actions, Resource: '*' },
  ],
});

/** One role, handed to one service that runs no code under it. */
const pinned = [
  passOnly('rds-monitoring', 'monitoring.rds', 'rds:CreateDBInstance', 'rds:ModifyDBInstance'),
  passOnly('flow-logs', 'vpc-flow-logs', 'ec2:CreateFlowLogs', 'ec2:DeleteFlowLogs'),
  passOnly('trail-logs', 'cloudtrail', 'cloudtrail:CreateTrail', 'cloudtrail:UpdateTrail'),
  passOnly('backup', 'backup', 'backup:StartBackupJob', 'backup:CreateBackupSelection'),
  passOnly('firehose', 'firehose', 'firehose:CreateDeliveryStream', 'firehose:UpdateDestination'),
  passOnly('replication', 's3', 's3:PutReplicationConfiguration', 's3:PutInventoryConfiguration'),
  passOnly('transfer', 'transfer', 'transfer:CreateUser', 'transfer:UpdateUser'),
  passOnly('dms', 'dms', 'dms:CreateEndpoint', 'dms:StartReplicationTask'),
  passOnly('redshift', 'redshift', 'redshift:ModifyClusterIamRoles', 'redshift:CreateCluster'),
  passOnly('textract-sns', 'textract', 'textract:StartDocumentAnalysis', 'textract:GetDocumentAnalysis'),
  passOnly('api-logs', 'apigateway', 'apigateway:PATCH', 'apigateway:GET'),
  passOnly('transcribe', 'transcribe', 'transcribe:StartTranscriptionJob'),
];

const conditioned: readonly Harmless[] = [
  {
    title: 'describe servers of one region',
    statements: [
      {
        Effect: 'Allow',
        Action: 'ec2:Describe*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      },
    ],
  },
  {
    title: 'list one prefix',
    statements: [
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::shared',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
        Condition: { StringLike: { 's3:prefix': ['home/${aws:username}/*'] } },
      },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject'],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
        Resource: 'arn:aws:s3:::shared/home/${aws:username}/*',
      },
    ],
  },
  {
    title: 'send mail as one sender',
    statements: [
      {
        Effect: 'Allow',
        Action: ['ses:SendEmail', 'ses:SendRawEmail'],
        Resource: '*',
        Condition: { StringEquals: { 'ses:FromAddress': 'noreply@example.com' } },
      },
    ],
  },
  {
    title: 'publish metrics of one namespace',
    statements: [
      {
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { StringEquals: { 'cloudwatch:namespace': 'Backups' } },
      },
    ],
  },
  {
    title: 'everything in a bucket, nothing from elsewhere',
    statements: [
      { Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::exports', 'arn:aws:s3:::exports/*'] },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
      },
    ],
  },
  {
    title: 'everything but IAM, denied everything but S3',
    statements: [
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      { Effect: 'Deny', NotAction: 's3:*', Resource: '*' },
    ],
  },
  {
    title: 'a service-linked role',
    statements: [
      {
        Effect: 'Allow',
        Action: 'iam:CreateServiceLinkedRole',
        Resource: 'arn:aws:iam::*:role/aws-service-role/es.amazonaws.com/*',
        Condition: { StringLike: { 'iam:AWSServiceName': 'es.amazonaws.com' } },
      },
    ],
  },
  {
    title: 'run one function, all others denied',
    statements: [
      { Effect: 'Allow', Action: 'lambda:*', Resource: '*' },
      {
        Effect: 'Deny',
        NotAction: ['lambda:InvokeFunction', 'lambda:Get*', 'lambda:List*'],
        Resource: '*',
      },
    ],
  },
];

/** Documents as they are found in real accounts, none of which leads to more than it says. */
export const harmless: readonly Harmless[] = [
  ...written(readers),
  ...written(workers),
  ...pinned,
  ...conditioned,
];
