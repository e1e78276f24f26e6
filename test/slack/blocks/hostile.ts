import fc from 'fast-check';
import { RequestState } from '../../../src/domain/change-request.ts';
import type { RequestView } from '../../../src/domain/request-view.ts';
import { RiskLevel } from '../../../src/domain/risk.ts';
import { approver, planHash, request, requestView } from '../request-views.ts';

const fragments = [
  '<!channel>',
  '<!here|x>',
  '<@U0NOOR00000>',
  '<https://evil.example|harmless>',
  '&lt;!channel&gt;',
  '*bold* ~struck~ `code` ```block```',
  '\u202egnorw\u202c',
  '\u200b',
  '\n\n',
  ':tada:',
  '"\\',
  '🗝️',
  '\ud83d',
  '@channel',
];

/** Text that people could type, with everything that Slack might take for more than text. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 5 }).map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom(...fragments, 'x', '"', '\n', '🗝'), fc.integer({ min: 1, max: 4000 }))
    .map(([part, times]) => part.repeat(times).slice(0, 4000)),
);

const progress = fc.array(
  fc.record({
    text: hostileText,
    state: fc.constantFrom('waiting', 'running', 'intended', 'done', 'already-done', 'failed'),
    note: fc.option(hostileText, { nil: undefined }),
  }),
  { maxLength: 40 },
);

/** Any request in any state, with hostile text wherever text can be. */
export const hostileView: fc.Arbitrary<RequestView> = fc
  .record({
    state: fc.constantFrom(...RequestState.options),
    level: fc.constantFrom(...RiskLevel.options),
    title: hostileText,
    lines: fc.array(fc.record({ label: hostileText, text: hostileText, wide: fc.boolean() }), {
      maxLength: 30,
    }),
    plan: fc.array(hostileText, { maxLength: 40 }),
    reasons: fc.array(hostileText, { maxLength: 5 }),
    askedAgain: fc.array(hostileText, { maxLength: 12 }),
    text: hostileText,
    progress,
    undoProgress: fc.oneof(fc.constant([]), progress),
    approvals: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ state, level, title, lines, plan, reasons, askedAgain, text, ...around }) =>
    requestView(
      {
        state,
        risk: { level, reasons },
        summary: { title, lines, plan },
        askedAgain,
        waitingFor: text,
        ended: { by: approver, reason: text },
        failure: { phase: 'do', step: text, code: 'x', message: text },
        approvals: Array.from({ length: around.approvals }, () => ({
          by: approver,
          groups: [],
          planHash,
          at: request.submittedAt,
        })),
        plan: { ...request.plan, pins: [{ subject: text, is: text }] },
      },
      {
        whoDecides: text,
        account: { ...requestView().account, name: text },
        progress: around.progress,
        undoProgress: around.undoProgress,
      },
    ),
  );
