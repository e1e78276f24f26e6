import { pass, path, sources } from './path.ts';

const ecs = pass('ecs-tasks', 'ecs');

/** Ways through containers and batch jobs. */
export const containerPaths = [
  path('ecs-001', 'run a service of its own in a new cluster under a stronger role', [
    ecs,
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ]),
  path('ecs-002', 'run a task of its own in a new cluster under a stronger role', [
    ecs,
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:RunTask',
  ]),
  path('ecs-003', 'run a service of its own under a stronger role', [
    ecs,
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ]),
  path('ecs-004', 'run a task of its own under a stronger role', [
    ecs,
    'ecs:RegisterTaskDefinition',
    'ecs:RunTask',
  ]),
  path('ecs-005', 'start a task of its own under a stronger role', [
    ecs,
    'ecs:RegisterTaskDefinition',
    'ecs:StartTask',
  ]),
  path('ecs-006', 'run commands in a container that has a role', ['ecs:ExecuteCommand']),
  path('ecs-007', 'start a task on a server of its own under a stronger role', [
    ecs,
    'ecs:RegisterContainerInstance',
    'ecs:StartTask',
  ]),
  path('ecs-008', 'run a task with another command and a stronger role', [ecs, 'ecs:RunTask']),
  path('ecs-009', 'start a task with another command and a stronger role', [ecs, 'ecs:StartTask']),
  path(
    'ecs-update-service',
    'let a running service run a task of its own under a stronger role',
    [ecs, 'ecs:RegisterTaskDefinition', 'ecs:UpdateService'],
    sources.hackTricks,
  ),
  path('batch-001', 'run a job of its own under a stronger role', [
    pass('ecs-tasks', 'batch'),
    'batch:RegisterJobDefinition',
    'batch:SubmitJob',
  ]),
  path('batch-002', 'run another command in a job that has a role', ['batch:SubmitJob']),
  path('batch-003', 'run a job in an environment of its own under a stronger role', [
    pass('ecs-tasks', 'batch'),
    'batch:CreateComputeEnvironment',
    'batch:CreateJobQueue',
    'batch:RegisterJobDefinition',
    'batch:SubmitJob',
  ]),
  path('apprunner-001', 'run a web service of its own under a stronger role', [
    pass('tasks.apprunner', 'apprunner'),
    'apprunner:CreateService',
  ]),
  path('apprunner-002', 'replace what a web service with a role runs', ['apprunner:UpdateService']),
  path(
    'eks-pod-identity',
    'give the pods of a cluster a stronger role',
    [pass('pods.eks'), 'eks:CreatePodIdentityAssociation'],
    sources.hackTricks,
  ),
];
