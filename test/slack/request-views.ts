import type { ChangeRequest } from '../../src/domain/change-request.ts';
import {
  AccountId,
  ChannelId,
  PlanHash,
  PolicyArn,
  requestId,
  SlackUserId,
  UserName,
} from '../../src/domain/ids.ts';
import type { RequestView } from '../../src/domain/request-view.ts';
import { channelIds, people } from '../../src/sandbox/workspace.ts';

export const requester = SlackUserId.parse(people.requester);
export const approver = SlackUserId.parse(people.securityApprover);
export const approvals = ChannelId.parse(channelIds.approvals);
export const account = {
  id: AccountId.parse('123456789012'),
  name: 'prod-eu',
  environment: 'production',
  region: 'eu-west-1',
  channel: approvals,
};
export const planHash = PlanHash.parse('9f3c2a'.padEnd(64, '0'));
const userName = UserName.parse('svc-datadog-forwarder');

export const request: ChangeRequest = {
  id: requestId(42),
  version: 1,
  state: 'pending',
  action: 'create-service-user',
  input: {},
  requestedBy: requester,
  owner: SlackUserId.parse(people.owner),
  concerns: [],
  excluded: [],
  approvals: [],
  submittedAt: '2026-11-22T09:00:00.000Z',
  changedAt: '2026-11-22T09:00:00.000Z',
  deadlines: {
    remindAt: '2026-11-22T13:00:00.000Z',
    escalateAt: '2026-11-23T09:00:00.000Z',
    expireAt: '2026-11-25T09:00:00.000Z',
  },
  reminders: 0,
  escalated: false,
  askedAgain: [],
  holds: [],
  target: { accountId: account.id, userName },
  planHash,
  plan: {
    action: 'create-service-user',
    target: { accountId: account.id, userName },
    stages: [
      {
        id: 'create',
        title: 'Create the user',
        operations: [
          {
            kind: 'create-user',
            path: '/chatelaine/',
            boundaryArn: PolicyArn.parse('arn:aws:iam::123456789012:policy/chatelaine/chatelaine-boundary'),
            tags: [
              { key: 'chatelaine:owner', value: people.owner },
              { key: 'chatelaine:purpose', value: 'ship CloudWatch metrics to Datadog' },
            ],
          },
          {
            kind: 'put-user-policy',
            policyName: 'chatelaine-network',
            document:
              '{"Statement":[{"Action":"*","Condition":{},"Effect":"Deny","Resource":"*"}],"Version":"2012-10-17"}',
          },
        ],
      },
    ],
    pins: [{ subject: 'policy metrics-read', is: 'v3' }],
  },
  risk: { level: 'standard', reasons: ['a long-lived key'] },
  requirement: { kind: 'one', from: ['platform', 'security'] },
  summary: {
    title: 'svc-datadog-forwarder',
    lines: [
      { label: 'Purpose', text: 'ship CloudWatch metrics to Datadog', wide: true },
      { label: 'May', text: 'cloudwatch:Get*, List* (Metrics, low risk)', wide: true },
      { label: 'Account', text: 'prod-eu (123456789012)' },
      { label: 'Team', text: 'Platform' },
      { label: 'Ends', text: '2027-05-21' },
    ],
    plan: ['create the user under /chatelaine/ with 2 tags', 'set the inline policy chatelaine-network'],
  },
};

/** A request as any surface gets it; every part can be changed. */
export function requestView(
  change: Partial<ChangeRequest> = {},
  around: Partial<Omit<RequestView, 'request'>> = {},
): RequestView {
  return {
    request: { ...request, ...change },
    account,
    teamName: 'Platform',
    progress: request.summary.plan.map((text) => ({ text, state: 'waiting' })),
    undoProgress: [],
    approvalsGiven: 0,
    approvalsNeeded: 1,
    whoDecides: 'one of Platform approvers, Security approvers',
    ...around,
  };
}
