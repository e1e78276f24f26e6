/** Who only looks: `title | actions | resources`. */
export const readers = `
read S3 | s3:Get* s3:List*
read one bucket | s3:GetObject s3:ListBucket | arn:aws:s3:::reports arn:aws:s3:::reports/*
read one object | s3:GetObject | arn:aws:s3:::reports/latest.csv
read versions | s3:GetObject s3:GetObjectVersion s3:ListBucketVersions | arn:aws:s3:::archive arn:aws:s3:::archive/*
list buckets | s3:ListAllMyBuckets s3:GetBucketLocation
read servers | ec2:Describe* ec2:Get*
inventory | ec2:DescribeInstances rds:DescribeDBInstances elasticloadbalancing:DescribeLoadBalancers tag:GetResources
read databases | rds:Describe* rds:ListTagsForResource
read performance | pi:GetResourceMetrics pi:DescribeDimensionKeys rds:DescribeDBInstances
read metrics | cloudwatch:Get* cloudwatch:List* cloudwatch:Describe*
one metric call | cloudwatch:GetMetricData cloudwatch:ListMetrics
read logs | logs:Get* logs:Describe* logs:FilterLogEvents logs:StartQuery logs:StopQuery
read one log group | logs:GetLogEvents logs:FilterLogEvents | arn:aws:logs:eu-west-1:123456789012:log-group:/app/*
read tables | dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan dynamodb:DescribeTable
read one table | dynamodb:GetItem dynamodb:Query | arn:aws:dynamodb:eu-west-1:123456789012:table/orders
read a table's stream | dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:DescribeStream dynamodb:ListStreams | arn:aws:dynamodb:*:*:table/orders/stream/*
read queues | sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ListQueues
read topics | sns:GetTopicAttributes sns:List*
read streams | kinesis:Get* kinesis:Describe* kinesis:List*
read deliveries | firehose:Describe* firehose:List*
read functions | lambda:Get* lambda:List*
read workflows | states:Describe* states:List* states:GetExecutionHistory
read clusters | ecs:Describe* ecs:List*
read Kubernetes clusters | eks:Describe* eks:List*
read registries | ecr:Describe* ecr:Get* ecr:List* ecr:BatchGetImage
read the public registry | ecr-public:Describe* ecr-public:GetAuthorizationToken sts:GetServiceBearerToken
read builds | codebuild:BatchGet* codebuild:List*
read pipelines | codepipeline:Get* codepipeline:List*
read repositories | codecommit:Get* codecommit:List* codecommit:GitPull
read deployments | codedeploy:Get* codedeploy:List* codedeploy:BatchGet*
read packages | codeartifact:Read* codeartifact:Get* codeartifact:List* codeartifact:Describe* sts:GetServiceBearerToken
read stacks | cloudformation:Describe* cloudformation:List* cloudformation:Get*
read IAM | iam:Get* iam:List* iam:GenerateCredentialReport iam:SimulatePrincipalPolicy
read last access | iam:GenerateServiceLastAccessedDetails iam:GetServiceLastAccessedDetails
read findings | access-analyzer:Get* access-analyzer:List*
read Security Hub | securityhub:Get* securityhub:List* securityhub:Describe*
read GuardDuty | guardduty:Get* guardduty:List*
read Inspector | inspector2:List* inspector2:Get* inspector2:BatchGet*
read Config | config:Describe* config:Get* config:List* config:BatchGet* config:SelectResourceConfig
read trails | cloudtrail:LookupEvents cloudtrail:Get* cloudtrail:Describe* cloudtrail:List*
read the organization | organizations:Describe* organizations:List*
read Identity Center | sso:Describe* sso:List* sso:Get* identitystore:Describe* identitystore:List*
read costs | ce:Get* ce:List* ce:Describe*
read budgets | budgets:ViewBudget budgets:Describe*
read the bill | cur:DescribeReportDefinitions pricing:GetProducts pricing:DescribeServices
read health | health:Describe*
read advice | trustedadvisor:Describe* support:DescribeTrustedAdvisorChecks support:DescribeTrustedAdvisorCheckResult
read quotas | servicequotas:Get* servicequotas:List*
read zones | route53:Get* route53:List* route53domains:List*
read distributions | cloudfront:Get* cloudfront:List*
read load balancers | elasticloadbalancing:Describe*
read scaling groups | autoscaling:Describe*
read certificates | acm:Describe* acm:List* acm:GetCertificate
read keys | kms:Describe* kms:List* kms:GetKeyPolicy kms:GetKeyRotationStatus
read one secret | secretsmanager:GetSecretValue secretsmanager:DescribeSecret | arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-*
list secrets | secretsmanager:ListSecrets
read parameters | ssm:GetParameter ssm:GetParameters ssm:GetParametersByPath ssm:DescribeParameters | arn:aws:ssm:eu-west-1:123456789012:parameter/app/*
read patching | ssm:DescribeInstanceInformation ssm:DescribeInstancePatchStates ssm:ListInventoryEntries
read caches | elasticache:Describe* elasticache:List*
read search domains | es:Describe* es:List* es:ESHttpGet
read warehouses | redshift:Describe* redshift-data:ListDatabases
read catalogues | glue:Get* glue:List* glue:BatchGet* glue:SearchTables
query by Athena | athena:StartQueryExecution athena:GetQueryExecution athena:GetQueryResults glue:GetTable glue:GetPartitions + s3:GetObject s3:ListBucket s3:PutObject | arn:aws:s3:::athena-results arn:aws:s3:::athena-results/* arn:aws:s3:::lake arn:aws:s3:::lake/*
read notebooks | sagemaker:Describe* sagemaker:List*
read models | bedrock:Get* bedrock:List*
read file systems | elasticfilesystem:Describe* fsx:Describe*
read backups | backup:Describe* backup:List* backup:Get*
read transfers | transfer:Describe* transfer:List*
read event buses | events:Describe* events:List* events:TestEventPattern
read schedules | scheduler:Get* scheduler:List*
read APIs | apigateway:GET | arn:aws:apigateway:eu-west-1::/restapis/*
read user pools | cognito-idp:Describe* cognito-idp:List* cognito-idp:AdminGetUser
read traces | xray:BatchGetTraces xray:GetTraceSummaries xray:GetServiceGraph
read dashboards | grafana:DescribeWorkspace grafana:ListWorkspaces aps:QueryMetrics aps:GetLabels aps:GetSeries
read firewalls | wafv2:Get* wafv2:List* network-firewall:Describe* network-firewall:List*
read shields | shield:Describe* shield:List*
read messages about mail | ses:Get* ses:List*
read groups of resources | resource-groups:Get* resource-groups:List* resource-groups:SearchResources
read the explorer | resource-explorer-2:Search resource-explorer-2:Get* resource-explorer-2:List*
who am I | sts:GetCallerIdentity
read a document database | docdb-elastic:Get* docdb-elastic:List* rds:DescribeDBClusters
read a graph | neptune-db:ReadDataViaQuery neptune-db:GetGraphSummary | arn:aws:neptune-db:eu-west-1:123456789012:cluster-ABC/*
read time series | timestream:Select timestream:DescribeTable timestream:DescribeEndpoints
read a ledger of images | imagebuilder:Get* imagebuilder:List*
read compute advice | compute-optimizer:Get*
read the data exchange | dataexchange:Get* dataexchange:List*
read media | mediaconvert:Get* mediaconvert:List* medialive:Describe* medialive:List*
read things | iot:Describe* iot:List* iot:Get*
read EMR clusters | elasticmapreduce:Describe* elasticmapreduce:List*
read brokers | mq:Describe* mq:List* kafka:Describe* kafka:List* kafka:GetBootstrapBrokers
read Airflow | airflow:GetEnvironment airflow:ListEnvironments
read domains | route53domains:Get* route53domains:List*
read App Runner | apprunner:Describe* apprunner:List*
read Beanstalk | elasticbeanstalk:Describe* elasticbeanstalk:List*
read Batch | batch:Describe* batch:List*
read vaults | glacier:Describe* glacier:List* glacier:GetVaultNotifications
read directories | ds:Describe* ds:List*
read desktops | workspaces:Describe*
read Macie | macie2:Get* macie2:List* macie2:Describe*
read Detective | detective:Get* detective:List*
read assets for an auditor | s3:GetBucketPolicy s3:GetEncryptionConfiguration s3:GetBucketLogging s3:ListAllMyBuckets ec2:DescribeSecurityGroups iam:GetAccountSummary cloudtrail:GetTrailStatus
`;
