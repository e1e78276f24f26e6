import fc from 'fast-check';
import type { FormField } from '../../../src/actions/action.ts';
import type { FormPage } from '../../../src/workflows/use-cases.ts';
import { account, planHash, request, requester } from '../request-views.ts';
import { hostileText, hostileView } from './hostile.ts';

const option = fc.record({
  value: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
  text: hostileText,
  description: fc.option(hostileText, { nil: undefined }),
});
const options = fc.uniqueArray(option, { selector: ({ value }) => value, minLength: 1, maxLength: 120 });

const links = fc.array(fc.record({ title: hostileText, url: fc.oneof(fc.webUrl(), hostileText) }), {
  maxLength: 4,
});

const fields: readonly FormField[] = [
  { name: 'account', label: 'Account', input: { kind: 'account' } },
  {
    name: 'userName',
    label: 'Name',
    hint: 'h',
    placeholder: 'svc-',
    input: { kind: 'text', maxLength: 64, checkWhileTyping: true },
  },
  { name: 'purpose', label: 'Purpose', input: { kind: 'paragraph', maxLength: 500 }, optional: true },
  { name: 'owner', label: 'Owner', input: { kind: 'person' } },
  { name: 'team', label: 'Team', input: { kind: 'team' } },
  { name: 'bundles', label: 'May', input: { kind: 'bundles', max: 5 } },
  { name: 'ends', label: 'Ends', input: { kind: 'date' } },
  { name: 'accessKey', label: 'Access key', input: { kind: 'from-facts' } },
];

/** Any page of any form, with hostile text wherever text can be. */
export const hostilePage: fc.Arbitrary<FormPage> = fc.oneof(
  fc.record({
    page: fc.constant('path' as const),
    draftId: fc.uuid(),
    families: fc.array(fc.record({ title: hostileText, paths: options }), { minLength: 1, maxLength: 3 }),
    chosen: fc.option(fc.constant('aws'), { nil: undefined }),
    values: fc.record({ userName: hostileText, account: fc.constant('123456789012') }),
    chosenOptions: fc.record({ account: fc.tuple(option) }),
    advice: fc.option(
      fc.record({
        title: hostileText,
        text: hostileText,
        questions: fc.constant(fields.slice(0, 3)),
        leadsTo: fc.constantFrom(
          'role' as const,
          'user' as const,
          'user-with-reason' as const,
          'no-user' as const,
        ),
        links,
      }),
      { nil: undefined },
    ),
  }),
  fc.record({
    page: fc.constant('answer' as const),
    draftId: fc.uuid(),
    answer: fc.record({
      title: hostileText,
      means: hostileText,
      steps: fc.array(fc.record({ title: hostileText, text: hostileText, code: hostileText }), {
        maxLength: 6,
      }),
      permissions: hostileText,
      sources: links,
    }),
    asks: fc.option(fc.record({ label: hostileText, hint: hostileText }), { nil: undefined }),
    insist: fc.option(hostileText, { nil: undefined }),
    sent: fc.boolean(),
  }),
  fc
    .record({
      draftId: fc.uuid(),
      title: hostileText,
      text: hostileText,
      teams: options,
      bundles: options,
      problem: hostileText,
    })
    .map(({ draftId, title, text, teams, bundles, problem }) => ({
      page: 'details' as const,
      draftId,
      title,
      about: text,
      known: teams.map(({ value, text: said }) => ({ label: value, text: said })),
      problem,
      fields,
      teams,
      values: {
        account: '123456789012',
        userName: text,
        purpose: text,
        owner: requester,
        team: teams[0]?.value,
        bundles: bundles.map(({ value }) => value),
        ends: '2027-05-21',
      },
      options: { accessKey: bundles },
      chosenOptions: { bundles },
      notes: { userName: { ok: false, text }, bundles: { ok: true, text } },
    })),
  fc
    .record({ draftId: fc.uuid(), whoDecides: hostileText, view: hostileView })
    .map(({ draftId, whoDecides, view }) => ({
      page: 'preview' as const,
      by: requester,
      owner: view.request.owner,
      draftId,
      account: view.account,
      summary: view.request.summary,
      risk: view.request.risk,
      whoDecides,
      decideBy: request.deadlines.expireAt,
      planHash,
    })),
  fc
    .record({ asked: hostileText, names: fc.array(hostileText, { minLength: 2, maxLength: 30 }) })
    .map(({ asked, names }) => ({
      page: 'choices' as const,
      asked,
      action: 'tag-user',
      matches: names.map((name) => ({ user: request.target, account: { ...account, name } })),
    })),
  hostileText.map((say) => ({ page: 'stopped' as const, refusal: { code: 'quota' as const, say } })),
);
