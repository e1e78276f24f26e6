import { pass, path, sources } from './path.ts';

const glue = pass('glue');
const agents = pass('bedrock-agentcore');
const notebooks = pass('sagemaker');

/** Ways through data processing, notebooks and models. */
export const dataWorkPaths = [
  path('glue-001', 'open a development endpoint under a stronger role', [glue, 'glue:CreateDevEndpoint']),
  path('glue-002', 'put its own SSH key on a development endpoint', ['glue:UpdateDevEndpoint']),
  path('glue-003', 'run a job of its own under a stronger role', [
    glue,
    'glue:CreateJob',
    'glue:StartJobRun',
  ]),
  path('glue-004', 'have a job of its own triggered under a stronger role', [
    glue,
    'glue:CreateJob',
    'glue:CreateTrigger',
  ]),
  path('glue-005', 'change a job and run it under a stronger role', [
    glue,
    'glue:UpdateJob',
    'glue:StartJobRun',
  ]),
  path('glue-006', 'change a job and have it triggered under a stronger role', [
    glue,
    'glue:UpdateJob',
    'glue:CreateTrigger',
  ]),
  path('glue-007', 'run code in a session under a stronger role', [
    glue,
    'glue:CreateSession',
    'glue:RunStatement',
  ]),
  path('datapipeline-001', 'run a pipeline of its own under a stronger role', [
    pass('datapipeline', 'elasticmapreduce', 'ec2'),
    'datapipeline:CreatePipeline',
    'datapipeline:PutPipelineDefinition',
    'datapipeline:ActivatePipeline',
  ]),
  path('emr-001', 'run a cluster of its own under a stronger role', [
    pass('elasticmapreduce', 'ec2'),
    'elasticmapreduce:RunJobFlow',
  ]),
  path(
    'emr-steps',
    'run steps of its own in a cluster that has a role',
    ['elasticmapreduce:AddJobFlowSteps'],
    sources.hackTricks,
  ),
  path('emrserverless-001', 'run a serverless job of its own under a stronger role', [
    pass('emr-serverless'),
    'emr-serverless:CreateApplication',
    'emr-serverless:StartJobRun',
  ]),
  path('kinesisanalytics-001', 'run a streaming application of its own under a stronger role', [
    pass('kinesisanalytics'),
    'kinesisanalytics:CreateApplication',
    'kinesisanalytics:StartApplication',
  ]),
  path('omics-001', 'run a genomics workflow of its own under a stronger role', [
    pass('omics'),
    'omics:CreateWorkflow',
    'omics:StartRun',
  ]),
  path('braket-001', 'run a quantum job of its own under a stronger role', [
    pass('braket'),
    'braket:CreateJob',
  ]),
  path(
    'airflow-environment',
    'run Airflow under a stronger role',
    [pass('airflow', 'airflow-env'), 'airflow:CreateEnvironment'],
    sources.hackTricks,
  ),
  path('sagemaker-001', 'open a notebook under a stronger role', [
    notebooks,
    'sagemaker:CreateNotebookInstance',
  ]),
  path('sagemaker-002', 'run a training job of its own under a stronger role', [
    notebooks,
    'sagemaker:CreateTrainingJob',
  ]),
  path('sagemaker-003', 'run a processing job of its own under a stronger role', [
    notebooks,
    'sagemaker:CreateProcessingJob',
  ]),
  path('sagemaker-004', 'open somebody’s notebook that has a role', [
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ]),
  path('sagemaker-005', 'change what a notebook with a role runs when it starts', [
    'sagemaker:CreateNotebookInstanceLifecycleConfig',
    'sagemaker:StopNotebookInstance',
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:StartNotebookInstance',
  ]),
  path(
    'sagemaker-studio',
    'open somebody’s studio that has a role',
    ['sagemaker:CreatePresignedDomainUrl'],
    sources.hackTricks,
  ),
  path('bedrock-001', 'run code in an interpreter under a stronger role', [
    agents,
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ]),
  path('bedrock-002', 'run code in an interpreter that has a role', [
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ]),
  path('bedrock-003', 'run commands in an agent of its own under a stronger role', [
    agents,
    'bedrock-agentcore:CreateAgentRuntime',
    'bedrock-agentcore:InvokeAgentRuntimeCommand',
  ]),
  path('bedrock-004', 'run commands in an agent that has a role', [
    'bedrock-agentcore:InvokeAgentRuntimeCommand',
  ]),
  path('bedrock-005', 'run commands in an agent’s harness under a stronger role', [
    agents,
    'bedrock-agentcore:CreateHarness',
    'bedrock-agentcore:InvokeAgentRuntimeCommand',
  ]),
  path('bedrock-006', 'drive a browser under a stronger role', [
    agents,
    'bedrock-agentcore:CreateBrowser',
    'bedrock-agentcore:StartBrowserSession',
    'bedrock-agentcore:ConnectBrowserAutomationStream',
  ]),
  path('bedrock-007', 'drive a browser that has a role', [
    'bedrock-agentcore:StartBrowserSession',
    'bedrock-agentcore:ConnectBrowserAutomationStream',
  ]),
];
