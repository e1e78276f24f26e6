import { pass, path, sources } from './path.ts';

/** Ways through functions, schedules and workflows. */
export const functionPaths = [
  path('lambda-001', 'run code of its own in a new function under a stronger role', [
    pass('lambda'),
    'lambda:CreateFunction',
    'lambda:InvokeFunction',
  ]),
  path('lambda-002', 'have a new function under a stronger role run by an event', [
    pass('lambda'),
    'lambda:CreateFunction',
    'lambda:CreateEventSourceMapping',
  ]),
  path('lambda-003', 'replace the code of a function', ['lambda:UpdateFunctionCode']),
  path('lambda-004', 'replace the code of a function and run it', [
    'lambda:UpdateFunctionCode',
    'lambda:InvokeFunction',
  ]),
  path('lambda-005', 'replace the code of a function and let somebody else run it', [
    'lambda:UpdateFunctionCode',
    'lambda:AddPermission',
  ]),
  path('lambda-006', 'make a function under a stronger role and let somebody else run it', [
    pass('lambda'),
    'lambda:CreateFunction',
    'lambda:AddPermission',
  ]),
  path(
    'lambda-configuration',
    'load a layer or a start-up of its own into a function',
    ['lambda:UpdateFunctionConfiguration'],
    sources.hackTricks,
  ),
  path('stepfunctions-001', 'run a workflow under a stronger role', [
    pass('states'),
    'states:CreateStateMachine',
    'states:StartExecution',
  ]),
  path('stepfunctions-002', 'change a workflow and run it under a stronger role', [
    pass('states'),
    'states:UpdateStateMachine',
    'states:StartExecution',
  ]),
  path('scheduler-001', 'schedule a call under a stronger role', [
    pass('scheduler'),
    'scheduler:CreateSchedule',
  ]),
  path(
    'events-rule',
    'let events start something under a stronger role',
    [pass('events'), 'events:PutRule', 'events:PutTargets'],
    sources.hackTricks,
  ),
  path(
    'synthetics-canary',
    'run a canary of its own under a stronger role',
    [pass('lambda', 'synthetics'), 'synthetics:CreateCanary', 'synthetics:StartCanary'],
    sources.hackTricks,
  ),
  path('cognitoidentity-001', 'give the users of an identity pool a stronger role', [
    pass('cognito-identity'),
    'cognito-identity:SetIdentityPoolRoles',
  ]),
  path(
    'iot-role-alias',
    'get credentials of a stronger role for a device',
    [pass('credentials.iot'), 'iot:CreateRoleAlias'],
    sources.hackTricks,
  ),
  path(
    'appsync-data-source',
    'let an API act under a stronger role',
    [pass('appsync'), 'appsync:CreateDataSource', 'appsync:CreateResolver'],
    sources.hackTricks,
  ),
];
