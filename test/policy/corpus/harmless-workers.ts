/** Who works with data and messages, in its own corner: `title | actions | resources`. */
export const workers = `
write under a prefix | s3:PutObject | arn:aws:s3:::backups/db/*
write and clean up a prefix | s3:PutObject s3:DeleteObject s3:AbortMultipartUpload | arn:aws:s3:::backups/db/*
synchronise a site | s3:PutObject s3:DeleteObject s3:ListBucket s3:PutObjectAcl | arn:aws:s3:::www.example.com arn:aws:s3:::www.example.com/*
publish a site | s3:PutObject s3:ListBucket | arn:aws:s3:::site arn:aws:s3:::site/* + cloudfront:CreateInvalidation | arn:aws:cloudfront::123456789012:distribution/E123ABC
everything in one bucket | s3:* | arn:aws:s3:::scratch arn:aws:s3:::scratch/*
drop box for a partner | s3:PutObject s3:PutObjectTagging | arn:aws:s3:::inbound/partner-a/*
fetch and remove | s3:GetObject s3:DeleteObject s3:ListBucket | arn:aws:s3:::outbound arn:aws:s3:::outbound/partner-b/*
restore from Glacier | s3:RestoreObject s3:GetObject | arn:aws:s3:::archive/*
copy between buckets | s3:GetObject | arn:aws:s3:::source/* + s3:PutObject | arn:aws:s3:::target/*
multipart upload | s3:PutObject s3:ListMultipartUploadParts s3:AbortMultipartUpload | arn:aws:s3:::video-ingest/*
Terraform state | s3:ListBucket s3:GetObject s3:PutObject | arn:aws:s3:::tfstate arn:aws:s3:::tfstate/app.tfstate + dynamodb:GetItem dynamodb:PutItem dynamodb:DeleteItem | arn:aws:dynamodb:*:*:table/tf-lock
send to a queue | sqs:SendMessage sqs:GetQueueUrl | arn:aws:sqs:eu-west-1:123456789012:orders
send batches | sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl | arn:aws:sqs:eu-west-1:123456789012:orders-*
consume a queue | sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes | arn:aws:sqs:eu-west-1:123456789012:orders
purge a queue | sqs:PurgeQueue | arn:aws:sqs:eu-west-1:123456789012:test-*
make queues | sqs:CreateQueue sqs:DeleteQueue sqs:SetQueueAttributes sqs:TagQueue
all queues | sqs:*
publish to a topic | sns:Publish | arn:aws:sns:eu-west-1:123456789012:alarms
send text messages | sns:Publish
subscribe | sns:Subscribe sns:Unsubscribe sns:ListSubscriptionsByTopic | arn:aws:sns:eu-west-1:123456789012:alarms
all topics | sns:*
put on a stream | kinesis:PutRecord kinesis:PutRecords kinesis:DescribeStreamSummary | arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
read a stream | kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards kinesis:SubscribeToShard | arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
Kinesis client library | kinesis:Get* kinesis:List* kinesis:DescribeStream dynamodb:CreateTable dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:Scan cloudwatch:PutMetricData
put on a delivery | firehose:PutRecord firehose:PutRecordBatch | arn:aws:firehose:eu-west-1:123456789012:deliverystream/logs
put events | events:PutEvents | arn:aws:events:eu-west-1:123456789012:event-bus/default
write metrics | cloudwatch:PutMetricData
make alarms | cloudwatch:PutMetricAlarm cloudwatch:DeleteAlarms cloudwatch:DescribeAlarms
dashboards | cloudwatch:PutDashboard cloudwatch:GetDashboard cloudwatch:DeleteDashboards
ship logs | logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents logs:DescribeLogStreams | arn:aws:logs:*:*:log-group:/app/*
set retention | logs:PutRetentionPolicy logs:DescribeLogGroups
CloudWatch agent | cloudwatch:PutMetricData ec2:DescribeVolumes ec2:DescribeTags logs:PutLogEvents logs:DescribeLogStreams logs:CreateLogStream logs:CreateLogGroup + ssm:GetParameter | arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*
traces | xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets
Prometheus | aps:RemoteWrite | arn:aws:aps:eu-west-1:123456789012:workspace/ws-1
pull images | ecr:GetAuthorizationToken + ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage | arn:aws:ecr:eu-west-1:123456789012:repository/app
push images | ecr:GetAuthorizationToken + ecr:BatchCheckLayerAvailability ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload ecr:PutImage | arn:aws:ecr:eu-west-1:123456789012:repository/app
scan images | ecr:StartImageScan ecr:DescribeImageScanFindings | arn:aws:ecr:*:*:repository/*
tidy images | ecr:BatchDeleteImage ecr:ListImages | arn:aws:ecr:*:*:repository/app-*
publish packages | codeartifact:PublishPackageVersion codeartifact:PutPackageMetadata codeartifact:GetAuthorizationToken sts:GetServiceBearerToken
push code | codecommit:GitPush codecommit:GitPull | arn:aws:codecommit:eu-west-1:123456789012:app
one table | dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:Query | arn:aws:dynamodb:eu-west-1:123456789012:table/orders arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/*
all of one table | dynamodb:* | arn:aws:dynamodb:*:*:table/sessions
all tables | dynamodb:*
export a table | dynamodb:ExportTableToPointInTime | arn:aws:dynamodb:*:*:table/orders + s3:PutObject s3:AbortMultipartUpload | arn:aws:s3:::exports/*
partiQL | dynamodb:PartiQLSelect dynamodb:PartiQLInsert | arn:aws:dynamodb:*:*:table/cart
connect to a database | rds-db:connect | arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/app
data API | rds-data:ExecuteStatement rds-data:BatchExecuteStatement rds-data:BeginTransaction rds-data:CommitTransaction | arn:aws:rds:eu-west-1:123456789012:cluster:app + secretsmanager:GetSecretValue | arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-*
snapshots of a database | rds:CreateDBSnapshot rds:DeleteDBSnapshot rds:DescribeDBSnapshots rds:AddTagsToResource
stop databases at night | rds:StopDBInstance rds:StartDBInstance rds:DescribeDBInstances
snapshots of volumes | ec2:CreateSnapshot ec2:DeleteSnapshot ec2:DescribeSnapshots ec2:CreateTags
stop servers at night | ec2:StopInstances ec2:StartInstances ec2:DescribeInstances
reboot one server | ec2:RebootInstances | arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0
security group rules | ec2:AuthorizeSecurityGroupIngress ec2:RevokeSecurityGroupIngress ec2:DescribeSecurityGroups
elastic address | ec2:AssociateAddress ec2:DisassociateAddress ec2:DescribeAddresses
tag servers | ec2:CreateTags ec2:DescribeInstances
share an image | ec2:CopyImage ec2:ModifyImageAttribute ec2:DescribeImages
redshift data | redshift-data:ExecuteStatement redshift-data:GetStatementResult redshift-data:DescribeStatement redshift:GetClusterCredentials
load a warehouse | s3:GetObject s3:ListBucket | arn:aws:s3:::landing arn:aws:s3:::landing/* + redshift-data:ExecuteStatement
invoke a function | lambda:InvokeFunction | arn:aws:lambda:eu-west-1:123456789012:function:resize
invoke by URL | lambda:InvokeFunctionUrl | arn:aws:lambda:eu-west-1:123456789012:function:hook
start a workflow | states:StartExecution states:DescribeExecution | arn:aws:states:eu-west-1:123456789012:stateMachine:orders
start a Glue job | glue:StartJobRun glue:GetJobRun | arn:aws:glue:eu-west-1:123456789012:job/nightly
start a crawler | glue:StartCrawler glue:GetCrawler | arn:aws:glue:eu-west-1:123456789012:crawler/lake
partitions | glue:CreatePartition glue:BatchCreatePartition glue:UpdatePartition glue:GetTable
call a model | bedrock:InvokeModel bedrock:InvokeModelWithResponseStream | arn:aws:bedrock:eu-west-1::foundation-model/*
call an agent | bedrock:InvokeAgent | arn:aws:bedrock:eu-west-1:123456789012:agent-alias/A/B
ask a knowledge base | bedrock:Retrieve bedrock:RetrieveAndGenerate
call an endpoint | sagemaker:InvokeEndpoint | arn:aws:sagemaker:eu-west-1:123456789012:endpoint/score
transcribe | transcribe:StartTranscriptionJob transcribe:GetTranscriptionJob
translate | translate:TranslateText comprehend:DetectDominantLanguage
look at pictures | rekognition:DetectLabels rekognition:DetectText rekognition:DetectFaces
speak | polly:SynthesizeSpeech
read documents | textract:AnalyzeDocument textract:DetectDocumentText
personalise | personalize:GetRecommendations personalize:PutEvents
send mail | ses:SendEmail ses:SendRawEmail | arn:aws:ses:eu-west-1:123456789012:identity/example.com
mail templates | ses:CreateTemplate ses:UpdateTemplate ses:SendTemplatedEmail
push notices | mobiletargeting:SendMessages mobiletargeting:UpdateEndpoint
encrypt | kms:Encrypt kms:GenerateDataKey | arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab
decrypt | kms:Decrypt | arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab
sign | kms:Sign kms:GetPublicKey | arn:aws:kms:eu-west-1:123456789012:key/*
unseal a vault | kms:Encrypt kms:Decrypt kms:DescribeKey | arn:aws:kms:eu-west-1:123456789012:key/abcd
rotate a secret | secretsmanager:PutSecretValue secretsmanager:UpdateSecretVersionStage secretsmanager:DescribeSecret | arn:aws:secretsmanager:*:*:secret:app/*
write parameters | ssm:PutParameter ssm:DeleteParameter | arn:aws:ssm:*:*:parameter/app/*
DNS challenge | route53:GetChange route53:ListHostedZones + route53:ChangeResourceRecordSets | arn:aws:route53:::hostedzone/Z123
external DNS | route53:ChangeResourceRecordSets | arn:aws:route53:::hostedzone/* + route53:ListHostedZones route53:ListResourceRecordSets
certificates | acm:RequestCertificate acm:DescribeCertificate acm:DeleteCertificate
import certificates | acm:ImportCertificate acm:ListCertificates
server certificates | iam:UploadServerCertificate iam:ListServerCertificates iam:GetServerCertificate
invalidate a cache | cloudfront:CreateInvalidation cloudfront:GetInvalidation
block addresses | wafv2:UpdateIPSet wafv2:GetIPSet | arn:aws:wafv2:*:*:regional/ipset/*
register targets | elasticloadbalancing:RegisterTargets elasticloadbalancing:DeregisterTargets elasticloadbalancing:DescribeTargetHealth
scale | autoscaling:SetDesiredCapacity autoscaling:DescribeAutoScalingGroups
scale a service | application-autoscaling:RegisterScalableTarget application-autoscaling:PutScalingPolicy
connect to Kafka | kafka-cluster:Connect kafka-cluster:ReadData kafka-cluster:WriteData kafka-cluster:DescribeTopic
connect a device | iot:Connect iot:Publish iot:Subscribe iot:Receive | arn:aws:iot:eu-west-1:123456789012:client/pump-* arn:aws:iot:eu-west-1:123456789012:topic/pumps/*
mount a file system | elasticfilesystem:ClientMount elasticfilesystem:ClientWrite | arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-1
write to search | es:ESHttpPost es:ESHttpPut | arn:aws:es:eu-west-1:123456789012:domain/logs/*
serverless search | aoss:APIAccessAll | arn:aws:aoss:eu-west-1:123456789012:collection/abc
time series | timestream:WriteRecords timestream:DescribeEndpoints
geocode | geo:SearchPlaceIndexForText geo:CalculateRoute
call an API | execute-api:Invoke | arn:aws:execute-api:eu-west-1:123456789012:api1/prod/GET/*
manage connections | execute-api:ManageConnections | arn:aws:execute-api:eu-west-1:123456789012:ws1/prod/*
query GraphQL | appsync:GraphQL | arn:aws:appsync:eu-west-1:123456789012:apis/abc/*
sign users in | cognito-idp:AdminInitiateAuth cognito-idp:AdminCreateUser cognito-idp:AdminSetUserPassword | arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc
convert media | mediaconvert:GetJob mediaconvert:ListJobs mediaconvert:DescribeEndpoints
open cases | support:CreateCase support:DescribeCases support:AddCommunicationToCase
import findings | securityhub:BatchImportFindings
archive findings | guardduty:ArchiveFindings guardduty:ListFindings
copy backups | backup:StartCopyJob backup:DescribeCopyJob
assume one role | sts:AssumeRole | arn:aws:iam::123456789012:role/datadog-integration
assume two roles | sts:AssumeRole sts:TagSession | arn:aws:iam::111122223333:role/log-reader arn:aws:iam::444455556666:role/log-reader
decode refusals | sts:DecodeAuthorizationMessage
federated token of its own | sts:GetSessionToken
run a query in Timestream and keep it | timestream:Select + s3:PutObject | arn:aws:s3:::reports/timestream/*
label resources | tag:TagResources tag:GetResources ec2:CreateTags
watch a pipeline | codepipeline:StartPipelineExecution codepipeline:GetPipelineState | arn:aws:codepipeline:eu-west-1:123456789012:app
approve a pipeline | codepipeline:PutApprovalResult | arn:aws:codepipeline:eu-west-1:123456789012:app/Deploy/Approve
join a chime | chime:CreateMeeting chime:CreateAttendee
sell | aws-marketplace:MeterUsage aws-marketplace:ResolveCustomer
`;
