import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { actions } from '../../../src/actions/index.ts';
import { AuditKind } from '../../../src/domain/audit-event.ts';
import type { UserFacts } from '../../../src/domain/facts.ts';
import { PolicyArn, UserId, UserName } from '../../../src/domain/ids.ts';
import { appHome } from '../../../src/slack/blocks/app-home.ts';
import { auditTrail } from '../../../src/slack/blocks/audit-trail.ts';
import { denialModal } from '../../../src/slack/blocks/denial.ts';
import { formPage } from '../../../src/slack/blocks/form-page.ts';
import { refusalPage } from '../../../src/slack/blocks/form-preview.ts';
import { fullPlanModal } from '../../../src/slack/blocks/full-plan.ts';
import { commandGroups, helpText, menu, unknownCommand } from '../../../src/slack/blocks/menu.ts';
import { answerModal, sentence } from '../../../src/slack/blocks/plain-answer.ts';
import { mineList, pendingList } from '../../../src/slack/blocks/request-list.ts';
import { shownUser } from '../../../src/slack/blocks/user-card.ts';
import { userOffers } from '../../../src/slack/blocks/user-offers.ts';
import { commandNames } from '../../../src/slack/command-usage.ts';
import { knownFinding } from '../../workflows/known-findings.ts';
import { account, planHash, request, requester } from '../request-views.ts';
import { hostileText, hostileView } from './hostile.ts';
import { hostilePage } from './hostile-page.ts';
import { assertMessage, assertView } from './valid.ts';

const now = request.submittedAt;
const runs = { numRuns: 50 };
const metadata = '{"request":"IAM-42"}';
test('every page of the form is valid, whatever it holds', () => {
  fc.assert(
    fc.property(hostilePage, (given) => assertView(formPage(given))),
    runs,
  );
});

test('the modals about a request are valid, and the full plan shows every line on some page', () => {
  fc.assert(
    fc.property(hostileView, (view) => {
      assertView(denialModal(view, metadata));
      assertView(refusalPage({ code: 'not-now', say: view.whoDecides }, 'draft'));
      const pages: string[] = [];
      for (let number = 0; number < 100; number += 1) {
        const modal = fullPlanModal(view, number, metadata);
        assertView(modal);
        pages.push(JSON.stringify(modal.blocks));
        if (!pages.at(-1)?.includes('Next page')) break;
      }
      const all = pages.join('');
      assert.ok(all.includes(planHash) && all.includes('chatelaine:purpose = ship CloudWatch'));
      for (const [index, one] of pages.entries())
        assert.equal(
          one.includes('"approve"'),
          view.request.state === 'pending' && index === pages.length - 1,
        );
    }),
    runs,
  );
});

test('lists, history, help and mistakes fit a message and a modal', () => {
  fc.assert(
    fc.property(fc.array(hostileView, { maxLength: 8 }), hostileText, (views, text) => {
      const users = views.map(({ account: of }) => ({ user: request.target, account: of, ends: text }));
      const drawn = [
        pendingList(
          views.map((view, index) => ({
            ...view,
            request: { ...view.request, id: `IAM-${index + 1}` as typeof request.id },
          })),
        ),
        mineList({ requests: views.slice(0, 1), users, unread: views.map(({ account: of }) => of), now }),
        auditTrail({
          subject: text,
          entries: AuditKind.options.flatMap((kind) => Array.from({ length: 4 }, () => entry(kind, text))),
          verified: false,
        }),
        menu(),
        helpText({ mayApproveFor: [text, text], mayRequest: false }),
        unknownCommand({
          kind: 'unknown',
          word: text,
          suggestion: { name: 'show', text: `show ${text}`, complete: true },
        }),
        unknownCommand({ kind: 'unknown', word: text }),
        unknownCommand({ kind: 'incomplete', name: 'audit' }),
        unknownCommand({ kind: 'incomplete', name: 'key', say: text }),
        sentence(text),
      ];
      for (const message of drawn) {
        assertMessage(message);
        assertView(answerModal('Answer', message));
      }
      assertView(
        appHome({
          requests: views.slice(0, 1),
          users,
          waitingForMe: views.slice(1, 2),
          answersWanted: views.slice(2, 3),
          unread: views.map(({ account: of }) => of),
          now,
        }),
      );
    }),
    runs,
  );
});

test('a user’s card fits, with any number of tags, keys, groups and policies', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 0, max: 60 }), hostileView, (text, count, view) => {
      const user = userFacts(text, count);
      const shown = {
        kind: 'user' as const,
        user: request.target,
        account,
        facts: {
          accountId: account.id,
          readAt: request.submittedAt,
          groups: {},
          policies: {},
          calls: [],
          user,
        },
        requests: [view],
        findings: Array.from({ length: count }, (_, number) => knownFinding(number, text)),
        offers: actions.map(({ id }) => id),
        managed: true,
        quarantined: count % 2 === 0,
        powers: count % 2 === 0 ? ['administrator-equivalent'] : [],
      };
      const message = shownUser(shown);
      assertView(userOffers(shown));
      assertMessage(message);
      assertView(answerModal('User', message));
      const matches = Array.from({ length: count }, () => ({ user: request.target, account: view.account }));
      assertMessage(shownUser({ kind: 'choices', asked: text, matches }));
    }),
    runs,
  );
});

function entry(kind: AuditKind, text: string) {
  return {
    kind,
    at: request.submittedAt,
    actor: { kind: 'person', id: requester } as const,
    requestId: request.id,
    planHash,
    calls: [{ service: 'iam', operation: 'CreateUser', requestId: text, at: request.submittedAt }],
    details: { reason: text },
    sequence: 1,
    authentic: text.length % 2 === 0,
    hash: 'h',
  };
}

function userFacts(text: string, count: number): UserFacts {
  const many = <T>(one: T): readonly T[] => Array.from({ length: count }, () => one);
  return {
    userName: UserName.parse('svc-a'),
    userId: UserId.parse('AIDAAAAAAAAAAAAAAAAA'),
    arn: text,
    path: '/',
    createdAt: request.submittedAt,
    tags: many({ key: 'chatelaine:owner', value: text }),
    boundaryArn: PolicyArn.parse('arn:aws:iam::123456789012:policy/x'),
    groups: [],
    attachedPolicies: many({ arn: PolicyArn.parse('arn:aws:iam::123456789012:policy/x'), name: text }),
    inlinePolicies: many({ policyName: text, document: text }),
    accessKeys: many({
      id: 'AKIAIOSFODNN7EXAMPLE',
      status: 'Active',
      createdAt: text,
      lastUsed: { at: request.submittedAt, service: text, region: text },
    }),
    hasLoginProfile: true,
    mfaDevices: many(text),
  };
}

test('the help names every command once', () => {
  const named = commandGroups.flatMap(([, names]) => names);
  assert.deepEqual(named.toSorted(), commandNames.toSorted());
});
