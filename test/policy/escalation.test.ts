import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsOf } from '../../src/policy/aws-actions.ts';
import { forbidden } from '../../src/policy/forbidden.ts';
import { judge } from '../../src/policy/judge.ts';
import { escalationPaths } from '../../src/policy/paths/index.ts';
import { dangerous } from './corpus/dangerous.ts';
import { harmless } from './corpus/harmless.ts';
import { obfuscations } from './corpus/obfuscations.ts';

const policy = (statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

for (const [name, write] of Object.entries(obfuscations)) {
  test(`every dangerous set of permissions is found with its path, written ${name}`, () => {
    const missed = dangerous.filter(({ id, actions }) => {
      const documents = write(actions);
      const found = judge(documents).escalations.find(({ path }) => path.id === id);
      const isHeld = documents.some(({ held }) => held);
      return found?.opened !== (isHeld ? 'together' : 'alone');
    });
    assert.deepEqual(missed, []);
  });
}

test('harmless documents are not flagged, and nothing in them is unknown to AWS or to us', (t) => {
  const flagged = harmless.filter(({ title, statements }) => {
    const told = judge([{ name: title, document: policy(statements) }]);
    assert.deepEqual(told.problems, [], title);
    const unknown = told.allows.filter(({ levels }) => levels.includes('unknown'));
    assert.deepEqual(unknown, [], title);
    return told.administrator || told.escalations.length > 0 || told.forbidden.length > 0;
  });
  const forms = Object.values(obfuscations);
  const found = dangerous.flatMap(({ id, actions }) =>
    forms.filter((write) => judge(write(actions)).escalations.some(({ path }) => path.id === id)),
  ).length;
  const all = dangerous.length * forms.length;
  t.diagnostic(`${dangerous.length} paths in ${forms.length} forms, ${harmless.length} harmless documents`);
  t.diagnostic(`recall ${found}/${all}, precision ${found}/${found + flagged.length}`);
  assert.ok(harmless.length >= 200 && dangerous.length >= 65);
  assert.deepEqual(flagged, []);
});

test('a path is open with all that it needs, and closed without any one of them', () => {
  for (const path of escalationPaths) {
    const allowed = path.needs.map(({ action }) => ({ Effect: 'Allow', Action: action, Resource: '*' }));
    const opens = (statements: readonly unknown[]) =>
      judge([{ name: 'asked', document: policy(statements) }]).escalations.some((one) => one.path === path);
    assert.ok(opens(allowed), path.id);
    for (const leftOut of allowed) {
      assert.ok(!opens(allowed.filter((one) => one !== leftOut)), `${path.id} without ${leftOut.Action}`);
    }
  }
});

test('every action that is looked for exists, and every path has an id and a page of its own kind', () => {
  const exists = (action: string) => {
    const [service = '', name] = action.split(':');
    return actionsOf(service).some((one) => one.name.toLowerCase() === name);
  };
  const wanted = [
    ...escalationPaths.flatMap(({ needs }) => needs.map(({ action }) => action)),
    ...forbidden.flatMap(({ actions }) => actions),
  ];
  assert.deepEqual(
    wanted.filter((action) => !exists(action)),
    [],
  );
  const ids = [...escalationPaths, ...forbidden].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});

/** SECURITY.md, “Permissions that a bundle may never carry”, one by one. */
const never = `
iam:CreatePolicy iam:DeletePolicy iam:CreatePolicyVersion iam:SetDefaultPolicyVersion iam:DeletePolicyVersion
iam:CreateUser iam:UpdateUser iam:DeleteUser iam:TagUser iam:CreateGroup iam:AddUserToGroup iam:RemoveUserFromGroup
iam:CreateRole iam:UpdateRole iam:DeleteRole iam:TagRole iam:UpdateAssumeRolePolicy iam:AddRoleToInstanceProfile
iam:CreateLoginProfile iam:UpdateLoginProfile iam:CreateAccessKey iam:UpdateAccessKey iam:DeleteAccessKey
iam:CreateServiceSpecificCredential iam:ResetServiceSpecificCredential iam:UploadSSHPublicKey
iam:PutUserPermissionsBoundary iam:DeleteRolePermissionsBoundary iam:CreateSAMLProvider iam:UpdateSAMLProvider
iam:CreateOpenIDConnectProvider iam:AddClientIDToOpenIDConnectProvider
sts:AssumeRole sts:AssumeRoot iam:PassRole
lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration ssm:StartSession ssm:SendCommand
ec2:ModifyInstanceAttribute ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate cloudformation:UpdateStack
cloudformation:ExecuteChangeSet codebuild:StartBuild codebuild:UpdateProject sagemaker:UpdateNotebookInstance
sagemaker:CreatePresignedNotebookInstanceUrl ecs:ExecuteCommand
sso:CreatePermissionSet sso:PutInlinePolicyToPermissionSet sso:CreateAccountAssignment identitystore:CreateUser
organizations:CreateAccount organizations:AttachPolicy organizations:DetachPolicy organizations:LeaveOrganization
organizations:EnableAWSServiceAccess account:CloseAccount account:EnableRegion
`;

/** Services that start compute under a role that is handed to them. */
const starters = `
ec2:ec2:RunInstances autoscaling:autoscaling:CreateLaunchConfiguration+autoscaling:CreateAutoScalingGroup
lambda:lambda:CreateFunction+lambda:InvokeFunction ecs-tasks:ecs:RunTask cloudformation:cloudformation:CreateStack
codebuild:codebuild:CreateProject+codebuild:StartBuild glue:glue:CreateJob+glue:StartJobRun
sagemaker:sagemaker:CreateNotebookInstance tasks.apprunner:apprunner:CreateService
datapipeline:datapipeline:CreatePipeline+datapipeline:PutPipelineDefinition+datapipeline:ActivatePipeline
ecs-tasks:batch:RegisterJobDefinition+batch:SubmitJob braket:braket:CreateJob
cognito-identity:cognito-identity:SetIdentityPoolRoles elasticmapreduce:elasticmapreduce:RunJobFlow
gamelift:gamelift:CreateBuild+gamelift:CreateFleet omics:omics:CreateWorkflow+omics:StartRun
kinesisanalytics:kinesisanalytics:CreateApplication+kinesisanalytics:StartApplication
scheduler:scheduler:CreateSchedule ssm:ssm:StartAutomationExecution
states:states:CreateStateMachine+states:StartExecution
bedrock-agentcore:bedrock-agentcore:CreateAgentRuntime+bedrock-agentcore:InvokeAgentRuntimeCommand
`;

test('what a bundle may never carry is found by a single permission', () => {
  const words = never.trim().split(/\s+/);
  const missed = words.filter((action) => {
    const told = judge([
      {
        name: 'asked',
        document: policy([{ Effect: 'Allow', Action: action, Resource: '*' }]),
      },
    ]);
    return told.forbidden.length + told.escalations.length === 0;
  });
  assert.deepEqual(missed, []);
});

test('a role handed over to what starts compute is found, even if it is one role and one service', () => {
  const pinned = (service: string) => ({
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: 'arn:aws:iam::123456789012:role/worker',
    Condition: { StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } },
  });
  for (const word of starters.trim().split(/\s+/)) {
    const at = word.indexOf(':');
    const starts = { Effect: 'Allow', Action: word.slice(at + 1).split('+'), Resource: '*' };
    const opens = (service: string) =>
      judge([{ name: 'asked', document: policy([pinned(service), starts]) }]).escalations.some(({ path }) =>
        path.needs.some(({ action }) => action === 'iam:passrole'),
      );
    assert.ok(opens(word.slice(0, at)), word);
    assert.ok(!opens('monitoring.rds'), `${word}, handed to another service`);
  }
});
