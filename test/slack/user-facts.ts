import { offersFor } from '../../src/actions/index.ts';
import type { AccessKeyFacts } from '../../src/domain/facts.ts';
import { GroupName, PolicyArn, UserId } from '../../src/domain/ids.ts';
import type { RequestView } from '../../src/domain/request-view.ts';
import { type Tag, tagKeys } from '../../src/domain/user.ts';
import type { Shown } from '../../src/workflows/use-cases.ts';
import { house } from '../domain/fixtures.ts';
import { account, request, requester } from './request-views.ts';

export interface Look {
  readonly keys?: readonly AccessKeyFacts['status'][];
  readonly tags?: readonly Tag[];
  readonly policies?: readonly string[];
  readonly groups?: readonly string[];
  readonly requests?: readonly RequestView[];
  readonly quarantined?: boolean;
}

/** A user as `/iam show` finds it: owned by the requester, without anything else unless it is said. */
export function shownWith({
  keys = [],
  tags,
  policies = [],
  groups = [],
  requests = [],
  quarantined = false,
}: Look): Extract<Shown, { kind: 'user' }> {
  const { target, submittedAt } = request;
  const facts: Extract<Shown, { kind: 'user' }>['facts'] = {
    accountId: account.id,
    readAt: submittedAt,
    groups: {},
    policies: {},
    calls: [],
    user: {
      userName: target.userName,
      userId: UserId.parse('AIDAAAAAAAAAAAAAAAAA'),
      arn: `arn:aws:iam::${account.id}:user/${target.userName}`,
      path: '/',
      createdAt: submittedAt,
      tags: tags ?? [{ key: tagKeys.owner, value: requester }],
      groups: groups.map((name) => GroupName.parse(name)),
      attachedPolicies: (quarantined ? [...policies, 'chatelaine-quarantine'] : policies).map((name) => ({
        name,
        arn: PolicyArn.parse(`arn:aws:iam::${account.id}:policy/chatelaine/${name}`),
      })),
      inlinePolicies: [],
      accessKeys: keys.map((status, index) => ({
        id: `AKIAIOSFODNN7EXAMPL${index}`,
        status,
        createdAt: submittedAt,
      })),
      hasLoginProfile: false,
      mfaDevices: [],
    },
  };
  const quarantine = {
    requestId: request.id,
    action: 'quarantine-user',
    plan: { ...request.plan, target: { ...target, userId: facts.user.userId } },
  };
  return {
    kind: 'user',
    user: target,
    account,
    managed: true,
    powers: [],
    findings: [],
    quarantined,
    requests,
    facts,
    offers: offersFor(facts, {
      house,
      account,
      now: submittedAt,
      history: quarantined ? [quarantine] : [],
    }),
  };
}
