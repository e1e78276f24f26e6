/** What each path needs, as somebody would write it: the id that has to be named, then its actions on every resource. */
const table = `
iam-001 iam:CreatePolicyVersion
iam-002 iam:CreateAccessKey
iam-003 iam:CreateAccessKey iam:DeleteAccessKey
iam-004 iam:CreateLoginProfile
iam-005 iam:PutRolePolicy
iam-006 iam:UpdateLoginProfile
iam-007 iam:PutUserPolicy
iam-008 iam:AttachUserPolicy
iam-009 iam:AttachRolePolicy
iam-010 iam:AttachGroupPolicy
iam-011 iam:PutGroupPolicy
iam-012 iam:UpdateAssumeRolePolicy
iam-013 iam:AddUserToGroup
iam-014 iam:AttachRolePolicy sts:AssumeRole
iam-015 iam:AttachUserPolicy iam:CreateAccessKey
iam-016 iam:CreatePolicyVersion sts:AssumeRole
iam-017 iam:PutRolePolicy sts:AssumeRole
iam-018 iam:PutUserPolicy iam:CreateAccessKey
iam-019 iam:AttachRolePolicy iam:UpdateAssumeRolePolicy
iam-020 iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy
iam-021 iam:PutRolePolicy iam:UpdateAssumeRolePolicy
iam-set-default-version iam:SetDefaultPolicyVersion
iam-create-role iam:CreateRole iam:AttachRolePolicy
iam-create-user iam:CreateUser iam:AddUserToGroup iam:CreateAccessKey
iam-user-boundary iam:DeleteUserPermissionsBoundary
iam-put-user-boundary iam:PutUserPermissionsBoundary
iam-role-boundary iam:DeleteRolePermissionsBoundary
iam-delete-user-policy iam:DeleteUserPolicy
iam-detach-user-policy iam:DetachUserPolicy
iam-saml-provider iam:UpdateSAMLProvider
iam-oidc-thumbprint iam:UpdateOpenIDConnectProviderThumbprint
iam-service-credential iam:CreateServiceSpecificCredential
iam-ssh-key iam:UploadSSHPublicKey
iam-mfa-takeover iam:DeactivateMFADevice iam:EnableMFADevice
iam-enable-key iam:UpdateAccessKey
sts-001 sts:AssumeRole
sts-root sts:AssumeRoot
iam-pass-any-role iam:PassRole
rolesanywhere-trust rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile
sso-assignment sso:CreateAccountAssignment
sso-inline-policy sso:PutInlinePolicyToPermissionSet
sso-managed-policy sso:AttachManagedPolicyToPermissionSet
identitystore-group identitystore:CreateGroupMembership
organizations-detach organizations:DetachPolicy
organizations-leave organizations:LeaveOrganization
eks-access-entry eks:CreateAccessEntry eks:AssociateAccessPolicy
ec2-001 iam:PassRole ec2:RunInstances
ec2-002 ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances
ec2-003 iam:PassRole ec2:RequestSpotInstances
ec2-004 ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate
ec2instanceconnect-003 ec2-instance-connect:SendSSHPublicKey
ec2-replace-profile iam:PassRole ec2:ReplaceIamInstanceProfileAssociation
ec2-associate-profile iam:PassRole ec2:AssociateIamInstanceProfile
autoscaling-launch-configuration iam:PassRole autoscaling:CreateLaunchConfiguration autoscaling:CreateAutoScalingGroup
ssm-001 ssm:StartSession
ssm-002 ssm:SendCommand
ssm-003 iam:PassRole ssm:StartAutomationExecution
gamelift-001 iam:PassRole gamelift:CreateBuild gamelift:CreateFleet
imagebuilder-001 iam:PassRole imagebuilder:CreateComponent imagebuilder:CreateImageRecipe imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImage
lambda-001 iam:PassRole lambda:CreateFunction lambda:InvokeFunction
lambda-002 iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping
lambda-003 lambda:UpdateFunctionCode
lambda-004 lambda:UpdateFunctionCode lambda:InvokeFunction
lambda-005 lambda:UpdateFunctionCode lambda:AddPermission
lambda-006 iam:PassRole lambda:CreateFunction lambda:AddPermission
lambda-configuration lambda:UpdateFunctionConfiguration
stepfunctions-001 iam:PassRole states:CreateStateMachine states:StartExecution
stepfunctions-002 iam:PassRole states:UpdateStateMachine states:StartExecution
scheduler-001 iam:PassRole scheduler:CreateSchedule
events-rule iam:PassRole events:PutRule events:PutTargets
cognitoidentity-001 iam:PassRole cognito-identity:SetIdentityPoolRoles
ecs-001 iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService
ecs-002 iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask
ecs-003 iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService
ecs-004 iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask
ecs-005 iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask
ecs-006 ecs:ExecuteCommand
ecs-007 iam:PassRole ecs:RegisterContainerInstance ecs:StartTask
ecs-008 iam:PassRole ecs:RunTask
ecs-009 iam:PassRole ecs:StartTask
batch-001 iam:PassRole batch:RegisterJobDefinition batch:SubmitJob
batch-002 batch:SubmitJob
batch-003 iam:PassRole batch:CreateComputeEnvironment batch:CreateJobQueue batch:RegisterJobDefinition batch:SubmitJob
apprunner-001 iam:PassRole apprunner:CreateService
apprunner-002 apprunner:UpdateService
cloudformation-001 iam:PassRole cloudformation:CreateStack
cloudformation-002 cloudformation:UpdateStack
cloudformation-003 iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances
cloudformation-004 iam:PassRole cloudformation:UpdateStackSet
cloudformation-005 cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet
codebuild-001 iam:PassRole codebuild:CreateProject codebuild:StartBuild
codebuild-002 codebuild:StartBuild
codebuild-003 codebuild:StartBuildBatch
codebuild-004 iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch
codedeploy-001 codedeploy:CreateDeployment
codepipeline-create iam:PassRole codepipeline:CreatePipeline
glue-001 iam:PassRole glue:CreateDevEndpoint
glue-002 glue:UpdateDevEndpoint
glue-003 iam:PassRole glue:CreateJob glue:StartJobRun
glue-004 iam:PassRole glue:CreateJob glue:CreateTrigger
glue-005 iam:PassRole glue:UpdateJob glue:StartJobRun
glue-006 iam:PassRole glue:UpdateJob glue:CreateTrigger
glue-007 iam:PassRole glue:CreateSession glue:RunStatement
datapipeline-001 iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline
emr-001 iam:PassRole elasticmapreduce:RunJobFlow
emrserverless-001 iam:PassRole emr-serverless:CreateApplication emr-serverless:StartJobRun
kinesisanalytics-001 iam:PassRole kinesisanalytics:CreateApplication kinesisanalytics:StartApplication
omics-001 iam:PassRole omics:CreateWorkflow omics:StartRun
braket-001 iam:PassRole braket:CreateJob
sagemaker-001 iam:PassRole sagemaker:CreateNotebookInstance
sagemaker-002 iam:PassRole sagemaker:CreateTrainingJob
sagemaker-003 iam:PassRole sagemaker:CreateProcessingJob
sagemaker-004 sagemaker:CreatePresignedNotebookInstanceUrl
sagemaker-005 sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance
bedrock-001 iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
bedrock-002 bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
`;

export interface Dangerous {
  readonly id: string;
  readonly actions: readonly string[];
}

export const dangerous: readonly Dangerous[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', ...actions] = line.split(' ');
    return { id, actions };
  });
