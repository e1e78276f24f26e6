import { type AwsAction, actionsOf } from './aws-actions.ts';
import type { Way } from './paths/path.ts';

/** What a bundle may never carry, even where no known path leads further. */
export interface Forbidden extends Way {
  /** In lower case; one of them is enough. */
  readonly actions: readonly string[];
}

/** What the writing actions of IAM change, by a part of their names; the first that fits. */
const iamAreas: readonly (readonly [id: string, title: string, name: RegExp])[] = [
  ['boundaries', 'change permissions boundaries', /PermissionsBoundary/],
  ['trust-policies', 'change who may assume a role', /AssumeRolePolicy/],
  ['account-settings', 'change the settings of the account', /PasswordPolicy|Account(Alias|Email|Name|Prop)/],
  ['policies', 'change policies', /Policy/],
  ['access-keys', 'change access keys', /AccessKey/],
  ['login-profiles', 'change console passwords', /LoginProfile/],
  ['service-credentials', 'change service-specific credentials', /ServiceSpecificCredential/],
  [
    'other-credentials',
    'change SSH keys, certificates or MFA devices',
    /PublicKey|SigningCert|MFADevice|MfaDevice/,
  ],
  ['identity-providers', 'change identity providers', /Provider|Federation/],
  ['groups', 'change groups', /Group/],
  ['roles', 'change roles', /Role|InstanceProfile|Delegation/],
  ['users', 'change users', /User/],
  ['account-settings', 'change the settings of the account', /Root|SecurityToken|STS/],
];

/** Writing, but harmless by themselves: a handed-over role is judged with what it is handed to; the rest grants nothing. */
const harmless =
  /^(PassRole|(Create|Delete)ServiceLinkedRole|ChangePassword|.*ServerCertificate|SendDelegationToken)$/;

const writes = (service: string, keep: (action: AwsAction) => boolean = () => true) =>
  actionsOf(service)
    .filter((action) => ['write', 'permissions', 'tag'].includes(action.level) && keep(action))
    .map(({ id }) => id);

const inIam = [...new Set(iamAreas.map(([id]) => id))].map((id): Forbidden => {
  const areaOf = (name: string) => iamAreas.find(([, , part]) => part.test(name))?.[0];
  return {
    id: `change-${id}`,
    title: iamAreas.find((area) => area[0] === id)?.[1] ?? id,
    actions: writes('iam', ({ name }) => !harmless.test(name) && areaOf(name) === id),
  };
});

const change = (id: string, title: string, ...actions: readonly string[]): Forbidden => ({
  id: `change-${id}`,
  title,
  actions: actions.map((action) => action.toLowerCase()),
});

/** By a single permission, code or start-up of something that has a role; what has a path of its own is not repeated here. */
const inCompute = [
  change(
    'servers',
    'change what a server runs or which role it has',
    ...['ec2:ModifyInstanceAttribute', 'ec2:CreateReplaceRootVolumeTask', 'ec2:CreateLaunchTemplateVersion'],
    ...[
      'ec2:ModifyLaunchTemplate',
      'ec2:AssociateIamInstanceProfile',
      'ec2:ReplaceIamInstanceProfileAssociation',
    ],
    ...['ec2:DisassociateIamInstanceProfile', 'ssm:StartAutomationExecution', 'ssm:UpdateDocument'],
    ...['ssm:UpdateDocumentDefaultVersion', 'ssm:UpdateAssociation'],
  ),
  change(
    'stacks',
    'change stacks or deployments',
    ...['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:UpdateStackSet'],
    ...[
      'cloudformation:UpdateStackInstances',
      'codepipeline:UpdatePipeline',
      'elasticbeanstalk:UpdateEnvironment',
    ],
  ),
  change(
    'jobs',
    'change what a service, job or workflow with a role runs',
    ...['ecs:UpdateService', 'glue:UpdateJob', 'states:UpdateStateMachine'],
    ...['codebuild:UpdateProject', 'scheduler:UpdateSchedule'],
  ),
  change(
    'notebooks',
    'change notebooks',
    ...['sagemaker:UpdateNotebookInstance', 'sagemaker:CreateNotebookInstanceLifecycleConfig'],
    ...['sagemaker:UpdateNotebookInstanceLifecycleConfig', 'sagemaker:StartNotebookInstance'],
  ),
];

/** Refused in a bundle, beside everything that opens an escalation path: SECURITY.md, “Permissions that a bundle may never carry”. */
export const forbidden: readonly Forbidden[] = [
  ...inIam,
  ...inCompute,
  {
    id: 'change-identity-center',
    title: 'change Identity Center: its people, permission sets or assignments',
    actions: [...writes('sso'), ...writes('sso-directory'), ...writes('identitystore')],
  },
  {
    id: 'change-organization',
    title: 'change the organization or the account itself',
    actions: [...writes('organizations'), ...writes('account'), ...writes('controltower')],
  },
  {
    id: 'change-roles-anywhere',
    title: 'change who may get credentials by a certificate',
    actions: writes('rolesanywhere', ({ name }) => !/Tag|Notification/.test(name)),
  },
];
