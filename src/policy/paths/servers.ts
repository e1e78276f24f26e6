import { pass, path, sources } from './path.ts';

/** Ways through virtual machines. */
export const serverPaths = [
  path('ec2-001', 'start a server under a stronger role', [pass('ec2'), 'ec2:RunInstances']),
  path('ec2-002', 'change what a server runs when it starts', [
    'ec2:ModifyInstanceAttribute',
    'ec2:StopInstances',
    'ec2:StartInstances',
  ]),
  path('ec2-003', 'start a spot server under a stronger role', [
    pass('ec2', 'spotfleet', 'spot'),
    'ec2:RequestSpotInstances',
  ]),
  path('ec2-004', 'change the template from which servers with a role are made', [
    'ec2:CreateLaunchTemplateVersion',
    'ec2:ModifyLaunchTemplate',
  ]),
  path('ec2instanceconnect-003', 'log in to a server that has a role', [
    'ec2-instance-connect:SendSSHPublicKey',
  ]),
  path(
    'ec2instanceconnect-serial',
    'log in to a server’s serial console',
    ['ec2-instance-connect:SendSerialConsoleSSHPublicKey'],
    sources.hackTricks,
  ),
  path(
    'ec2-replace-profile',
    'put a stronger role on a running server',
    [pass('ec2'), 'ec2:ReplaceIamInstanceProfileAssociation'],
    sources.hackTricks,
  ),
  path(
    'ec2-associate-profile',
    'give a running server a stronger role',
    [pass('ec2'), 'ec2:AssociateIamInstanceProfile'],
    sources.hackTricks,
  ),
  path(
    'ec2-profile-role',
    'put a stronger role into a server’s profile',
    [pass('ec2'), 'iam:AddRoleToInstanceProfile'],
    sources.bishopFox,
  ),
  path(
    'ec2-spot-fleet',
    'start a fleet of servers under a stronger role',
    [pass('ec2', 'spotfleet'), 'ec2:RequestSpotFleet'],
    sources.hackTricks,
  ),
  path(
    'autoscaling-launch-configuration',
    'let Auto Scaling start servers under a stronger role',
    [
      pass('ec2', 'autoscaling'),
      'autoscaling:CreateLaunchConfiguration',
      'autoscaling:CreateAutoScalingGroup',
    ],
    sources.hackTricks,
  ),
  path(
    'autoscaling-launch-template',
    'let Auto Scaling start servers from a template under a stronger role',
    [pass('ec2', 'autoscaling'), 'ec2:CreateLaunchTemplate', 'autoscaling:CreateAutoScalingGroup'],
    sources.hackTricks,
  ),
  path('ssm-001', 'open a session on a server that has a role', ['ssm:StartSession']),
  path('ssm-002', 'run commands on a server that has a role', ['ssm:SendCommand']),
  path('ssm-003', 'run an automation under a stronger role', [pass('ssm'), 'ssm:StartAutomationExecution']),
  path(
    'ssm-association',
    'have commands run on servers again and again',
    ['ssm:CreateAssociation'],
    sources.hackTricks,
  ),
  path('ssm-resume', 'take over a session on a server', ['ssm:ResumeSession'], sources.hackTricks),
  path(
    'cloud9-environment',
    'open a development server and use the owner’s rights there',
    ['cloud9:CreateEnvironmentEC2', 'cloud9:CreateEnvironmentMembership'],
    sources.hackTricks,
  ),
  path('gamelift-001', 'run a game server of its own under a stronger role', [
    pass('gamelift', 'ec2'),
    'gamelift:CreateBuild',
    'gamelift:CreateFleet',
  ]),
  path('imagebuilder-001', 'build an image on a server under a stronger role', [
    pass('ec2', 'imagebuilder'),
    'imagebuilder:CreateComponent',
    'imagebuilder:CreateImageRecipe',
    'imagebuilder:CreateInfrastructureConfiguration',
    'imagebuilder:CreateImage',
  ]),
  path(
    'lightsail-access',
    'log in to a Lightsail server',
    ['lightsail:GetInstanceAccessDetails'],
    sources.hackTricks,
  ),
];
