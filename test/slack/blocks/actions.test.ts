import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { actions } from '../../../src/actions/index.ts';
import { RequestState } from '../../../src/domain/change-request.ts';
import type { RequestView } from '../../../src/domain/request-view.ts';
import { denialModal } from '../../../src/slack/blocks/denial.ts';
import { drawMessage } from '../../../src/slack/blocks/draw-message.ts';
import { formPage } from '../../../src/slack/blocks/form-page.ts';
import { fullPlanModal } from '../../../src/slack/blocks/full-plan.ts';
import { mineList, pendingList } from '../../../src/slack/blocks/request-list.ts';
import { actionCases, viewOf } from '../action-views.ts';
import { approver, planHash, requester, requestView } from '../request-views.ts';
import { hostileText, hostileView } from './hostile.ts';
import { buttonsOf, wordsOf } from './read.ts';
import { assertMessage, assertView } from './valid.ts';

const kinds = ['request-card', 'request-status', 'decided', 'told'] as const;
const aboutUser = actions.filter((action) => action.about === 'user').map((action) => action.id);
const metadata = '{"request":"IAM-42"}';

const inState = (view: RequestView, state: RequestState): RequestView => ({
  ...view,
  request: { ...view.request, state },
});

test('there is a plan to draw for every action', () => {
  assert.deepEqual(
    [...new Set(actionCases.map(({ action }) => action))],
    actions.map(({ id }) => id),
  );
});

for (const { action, name, view } of actionCases) {
  test(`${action}, ${name}: card, messages, lists and modals are valid in every state`, () => {
    for (const state of RequestState.options) {
      const seen = inState(view, state);
      for (const kind of kinds) assertMessage(drawMessage({ kind, view: seen }));
      assertMessage(pendingList([seen]));
      assertMessage(mineList({ requests: [seen], users: [], unread: [], now: seen.request.submittedAt }));
      assertView(denialModal(seen, metadata));
      assertView(fullPlanModal(seen, 0, metadata));
    }
    assertView(formPage(previewOf(view)));
  });
}

for (const action of aboutUser) {
  test(`${action}: nothing speaks of a user that is made, or of a secret that is handed over`, () => {
    for (const { view } of actionCases.filter((one) => one.action === action)) {
      for (const state of RequestState.options) {
        const seen = inState(view, state);
        const drawn = [
          ...kinds.map((kind) => drawMessage({ kind, view: seen }).blocks),
          fullPlanModal(seen, 0, metadata).blocks,
        ];
        const own = JSON.stringify([view.request.summary, view.request.plan.stages]);
        const foreign = [
          'Secret goes to',
          'Used from',
          'create the user',
          'left in the account',
          'hand over',
        ];
        for (const blocks of drawn) {
          for (const words of foreign.filter((phrase) => !own.includes(phrase)))
            assert.ok(!wordsOf(blocks).includes(words), `${words} in ${wordsOf(blocks)}`);
          assert.ok(!buttonsOf(blocks).some(({ id }) => id === 'start-request'));
        }
      }
    }
  });

  test(`${action}: asking again names the request, whose form is filled in again`, () => {
    const view = inState(viewOf(action), 'denied');
    for (const kind of ['request-status', 'decided'] as const) {
      const again = buttonsOf(drawMessage({ kind, view }).blocks)[0];
      assert.deepEqual(
        [again?.id, again?.value],
        ['ask-again', `${view.request.id} ${view.request.planHash}`],
      );
    }
  });

  test(`${action}: hostile text does no harm on any surface`, () => {
    const golden = viewOf(action).request;
    const hostile = hostileView.map((view): RequestView => {
      const { plan, target } = golden;
      return { ...view, request: { ...view.request, action, plan, target } };
    });
    fc.assert(
      fc.property(hostile, hostileText, (view, text) => {
        for (const kind of kinds) assertMessage(drawMessage({ kind, view }));
        assertView(fullPlanModal(view, 0, metadata));
        assertView(formPage(previewOf(view)));
        assertView(formPage(detailsOf(action, text)));
      }),
      { numRuns: 15 },
    );
  });
}

test('a preview says what its button does: send it, or do it now', () => {
  const decided = formPage(previewOf(requestView()));
  assert.deepEqual([decided.submit?.text, decided.callback_id], ['Send for approval', 'request-preview']);
  const now = formPage({ ...previewOf(requestView()), decideBy: undefined });
  assert.deepEqual([now.submit?.text, now.callback_id], ['Do it now', 'request-preview-now']);
});

test('a form about a user says which one; what AWS knows is chosen from a list', () => {
  const key = { value: 'AKIAIOSFODNN7EXAMPLE', text: '…MPLE, active' };
  const other = { value: 'AKIAIOSFODNN7EXAMPL2', text: '…MPL2, active' };
  const page = detailsOf('disable-access-key', '');
  const drawn = (options: readonly (typeof key)[]) => formPage({ ...page, options: { accessKey: options } });
  const chosen = (options: readonly (typeof key)[]) =>
    /"initial_option":\{"value":"(\w+)"/.exec(JSON.stringify(drawn(options).blocks))?.[1];
  assert.match(wordsOf(drawn([key]).blocks), /^svc-a in prod-eu/);
  assert.equal(chosen([key, other]), undefined);
  assert.equal(chosen([key]), key.value);
  const none = drawn([]);
  assertView(none);
  assert.match(wordsOf(none.blocks), /No access key fits: svc-a in prod-eu has none/);
  assert.equal(none.submit, undefined);
});

test('a tag that is no date leaves the date open instead of breaking the form', () => {
  for (const ends of ['2027-02-30', 'never', '2027-13-01']) {
    const page = { ...detailsOf('extend-user', ''), values: { ends } };
    assert.doesNotMatch(JSON.stringify(formPage(page)), /initial_date/);
  }
});

test('those concerned read what was done, by whom, why, what it means and what they can do', () => {
  const view = inState(viewOf('disable-access-key'), 'done');
  const { request } = view;
  const seen = {
    ...view,
    request: {
      ...request,
      summary: {
        ...request.summary,
        lines: [...request.summary.lines, { label: 'Why', text: 'leaked', wide: true }],
      },
      approvals: [{ by: approver, groups: [], planHash, at: request.submittedAt }],
    },
  };
  const { blocks, text } = drawMessage({ kind: 'told', view: seen });
  assert.match(text, /^The key ….{4} of \S+ was disabled\. AWS refuses whatever still uses it/);
  const words = wordsOf(blocks);
  for (const part of [
    'IAM-42 in prod-eu, by',
    requester,
    approver,
    'Why  leaked',
    'What it means',
    'Use  never used',
  ])
    assert.ok(words.includes(part), `${part} in ${words}`);
  const [back, ...others] = buttonsOf(blocks);
  assert.deepEqual([back?.text, back?.id], ['Enable again…', 'begin:enable-access-key']);
  assert.match(String(back?.value), /^\d{12}\/\S+ AKIA[A-Z0-9]+$/);
  assert.deepEqual(
    others.map(({ id }) => id),
    ['show-user', 'full-plan'],
  );
});

test('what takes it back is one click away, except where nothing can', () => {
  const first = (action: string) =>
    buttonsOf(drawMessage({ kind: 'told', view: inState(viewOf(action), 'done') }).blocks)[0]?.id;
  assert.equal(first('quarantine-user'), 'begin:restore-user');
  assert.equal(first('enable-access-key'), 'begin:disable-access-key');
  assert.equal(first('delete-access-key'), 'show-user');
  assert.equal(first('restore-user'), 'show-user');
});

test('done, undone and without approval are said as they are', () => {
  const said = (action: string, state: RequestState, kind: (typeof kinds)[number]) =>
    wordsOf(drawMessage({ kind, view: inState(viewOf(action), state) }).blocks);
  assert.match(
    said('enable-access-key', 'done', 'decided'),
    /It is done, read back from AWS and compared\.\nWhoever holds its secret can use it again\./,
  );
  assert.match(
    said('tag-user', 'undone', 'decided'),
    /It was taken back.*\nWhat it had changed is as it was before\./,
  );
  assert.match(said('delete-access-key', 'undone', 'request-card'), /what it had deleted stays deleted/);
  const routine = { ...inState(viewOf('tag-user'), 'approved'), approvalsNeeded: 0 };
  assert.match(
    wordsOf(drawMessage({ kind: 'request-status', view: routine }).blocks),
    /Needs no approval · about to run/,
  );
});

test('a read-back claims only what it compares', () => {
  const plan = wordsOf(fullPlanModal(viewOf('disable-access-key'), 0, metadata).blocks);
  assert.match(plan, /Expect, access keys {2}AKIA[A-Z0-9]+ Inactive/);
  const quiet = wordsOf(fullPlanModal(viewOf('tag-user'), 0, metadata).blocks);
  assert.match(quiet, /Expect, tags/);
  assert.doesNotMatch(quiet, /Expect, access keys/);
  const offboarded = wordsOf(fullPlanModal(viewOf('offboard-user'), 0, metadata).blocks);
  assert.match(offboarded, /Expect, no others {2}access keys, other credentials/);
});

function previewOf({ request, account, whoDecides }: RequestView) {
  const { summary, risk, deadlines } = request;
  return {
    page: 'preview' as const,
    by: request.requestedBy,
    owner: request.owner,
    draftId: 'draft-1',
    account,
    summary,
    risk,
    whoDecides,
    decideBy: deadlines.expireAt as string | undefined,
    planHash,
  };
}

/** An action's own form, with this text wherever text can be. */
function detailsOf(id: string, text: string) {
  const form = actions.find((action) => action.id === id);
  assert.ok(form);
  const choice = { value: 'AKIAIOSFODNN7EXAMPLE', text, description: text };
  return {
    page: 'details' as const,
    draftId: 'draft-1',
    title: form.title,
    about: text === '' ? 'svc-a in prod-eu' : text,
    fields: form.form,
    values: Object.fromEntries(form.form.map(({ name }) => [name, text])),
    options: { accessKey: [choice] },
    chosenOptions: {},
    teams: [{ value: 'platform', text }],
    notes: {},
    problem: text === '' ? undefined : text,
  };
}
