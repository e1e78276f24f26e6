import { pass, path, sources } from './path.ts';

/** Ways through stacks, builds and deployments. */
export const buildPaths = [
  path('cloudformation-001', 'make a stack under a stronger role', [
    pass('cloudformation'),
    'cloudformation:CreateStack',
  ]),
  path('cloudformation-002', 'change a stack that has a stronger role', ['cloudformation:UpdateStack']),
  path('cloudformation-003', 'make stacks in many accounts under a stronger role', [
    pass('cloudformation'),
    'cloudformation:CreateStackSet',
    'cloudformation:CreateStackInstances',
  ]),
  path('cloudformation-004', 'change stacks in many accounts under a stronger role', [
    pass('cloudformation'),
    'cloudformation:UpdateStackSet',
  ]),
  path('cloudformation-005', 'change a stack that has a stronger role by a change set', [
    'cloudformation:CreateChangeSet',
    'cloudformation:ExecuteChangeSet',
  ]),
  path('codebuild-001', 'run a build of its own under a stronger role', [
    pass('codebuild'),
    'codebuild:CreateProject',
    'codebuild:StartBuild',
  ]),
  path('codebuild-002', 'run commands of its own in a build that has a role', ['codebuild:StartBuild']),
  path('codebuild-003', 'run commands of its own in a batch of builds that has a role', [
    'codebuild:StartBuildBatch',
  ]),
  path('codebuild-004', 'run a batch of builds of its own under a stronger role', [
    pass('codebuild'),
    'codebuild:CreateProject',
    'codebuild:StartBuildBatch',
  ]),
  path(
    'codebuild-update',
    'change what a build with a role runs',
    ['codebuild:UpdateProject'],
    sources.hackTricks,
  ),
  path('codedeploy-001', 'deploy something of its own to servers that have a role', [
    'codedeploy:CreateDeployment',
  ]),
  path(
    'codepipeline-create',
    'run a pipeline of its own under a stronger role',
    [pass('codepipeline'), 'codepipeline:CreatePipeline'],
    sources.hackTricks,
  ),
  path(
    'codestar-project',
    'make a project that comes with a stronger role',
    [pass('codestar'), 'codestar:CreateProject'],
    sources.rhino,
  ),
  path(
    'codestar-member',
    'make itself an owner of a project and of its resources',
    ['codestar:CreateProject', 'codestar:AssociateTeamMember'],
    sources.rhino,
  ),
  path(
    'elasticbeanstalk-create',
    'run an application of its own under a stronger role',
    [pass('elasticbeanstalk', 'ec2'), 'elasticbeanstalk:CreateEnvironment'],
    sources.hackTricks,
  ),
  path(
    'amplify-create',
    'build a web application of its own under a stronger role',
    [pass('amplify'), 'amplify:CreateApp', 'amplify:StartJob'],
    sources.hackTricks,
  ),
  path(
    'config-remediation',
    'have a remediation run under a stronger role',
    [pass('ssm', 'config'), 'config:PutRemediationConfigurations'],
    sources.hackTricks,
  ),
  path(
    'fis-experiment',
    'run a fault experiment under a stronger role',
    [pass('fis'), 'fis:CreateExperimentTemplate', 'fis:StartExperiment'],
    sources.hackTricks,
  ),
];
