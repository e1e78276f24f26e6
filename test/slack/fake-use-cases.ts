import { refusal } from '../../src/domain/refusal.ts';
import type { Intent } from '../../src/workflows/intent.ts';
import type { FormPage, Option, UseCases } from '../../src/workflows/use-cases.ts';
import { account, planHash, request, requestView } from './request-views.ts';

const draftId = 'draft-1';
const mended = refusal('not-now', 'This is mended already.');

export const pathPage: FormPage = {
  page: 'path',
  draftId,
  families: [
    { title: 'In our AWS accounts', paths: [{ value: 'aws', text: 'Lambda function' }] },
    { title: 'Elsewhere', paths: [{ value: 'vendor', text: 'A vendor that only takes keys' }] },
  ],
  values: {},
  chosenOptions: {},
};

export const answerPage: Extract<FormPage, { page: 'answer' }> = {
  page: 'answer',
  draftId,
  answer: {
    title: 'Role lambda-resize in prod-eu',
    means: 'The function can use it.',
    steps: [{ title: 'Trust policy', code: '{}' }],
    permissions: 'A new role may do nothing.',
    sources: [{ title: 'Execution roles', url: 'https://docs.example.com/' }],
  },
  sent: false,
};

export const detailsPage: Extract<FormPage, { page: 'details' }> = {
  page: 'details',
  draftId,
  title: 'Service account',
  fields: [
    { name: 'account', label: 'Account', input: { kind: 'account' } },
    { name: 'userName', label: 'Name', input: { kind: 'text', maxLength: 64, checkWhileTyping: true } },
    { name: 'purpose', label: 'Purpose', input: { kind: 'paragraph', maxLength: 500 } },
    { name: 'owner', label: 'Owner', input: { kind: 'person' } },
    { name: 'team', label: 'Team', input: { kind: 'team' } },
    { name: 'bundles', label: 'May', input: { kind: 'bundles', max: 3 } },
    { name: 'ends', label: 'Ends', input: { kind: 'date' } },
    {
      name: 'delivery',
      label: 'Secret goes to',
      input: { kind: 'choice', options: [{ value: 'secrets-manager', text: 'Secrets Manager' }] },
    },
  ],
  values: { delivery: 'secrets-manager' },
  options: {},
  chosenOptions: {},
  teams: [{ value: 'platform', text: 'Platform' }],
  notes: {},
};

/** A form about a user who exists, with two keys to choose from. */
export const keyPage: Extract<FormPage, { page: 'details' }> = {
  ...detailsPage,
  title: 'Disable an access key',
  about: 'svc-backup in prod-eu',
  fields: [
    { name: 'accessKey', label: 'Access key', input: { kind: 'from-facts' } },
    { name: 'reason', label: 'Why', optional: true, input: { kind: 'text', maxLength: 200 } },
  ],
  values: {},
  options: {
    accessKey: [
      { value: 'AKIAIOSFODNN7EXAQ7TA', text: '…Q7TA, active', description: 'last used 2026-11-22' },
      { value: 'AKIAIOSFODNN7EXAM2PX', text: '…M2PX, active', description: 'never used' },
    ],
  },
};

const accountOption: Option = { value: account.id, text: 'prod-eu', description: account.id };
const bundleOption: Option = { value: 'metrics', text: 'Metrics', description: 'low risk: read metrics' };

export interface FakeUseCases extends UseCases {
  /** What was asked, in order. */
  readonly asked: readonly { readonly what: string; readonly with: readonly unknown[] }[];
  readonly carriedOut: readonly { readonly key: string; readonly intent: Intent }[];
  readonly answers: UseCases & UseCases['form'];
}

/** Use cases that remember what they were asked and answer with the same story; any answer can be replaced. */
export function fakeUseCases(given: Partial<FakeUseCases['answers']>): FakeUseCases {
  const asked: { what: string; with: readonly unknown[] }[] = [];
  const accepted = new Set<string>();
  const carriedOut: { key: string; intent: Intent }[] = [];
  const view = requestView();

  const form: UseCases['form'] = {
    open: async () => pathPage,
    start: async () => keyPage,
    again: async () => detailsPage,
    choosePath: async (_by, _draft, chosen) => ({
      ...pathPage,
      chosen,
      advice: {
        title: chosen === 'aws' ? 'Use a role' : 'A user it is',
        text: 'A role needs no key.',
        questions: [{ name: 'function', label: 'Function', input: { kind: 'text', maxLength: 64 } }],
        leadsTo: chosen === 'aws' ? 'role' : 'user',
        links: [],
      },
    }),
    answerPath: async () => answerPage,
    questions: async () => pathPage,
    declineRole: async () => ({
      ...answerPage,
      asks: { label: 'Why not a role?', hint: 'It becomes part of the request.' },
    }),
    insist: async () => detailsPage,
    sendAnswer: async () => ({ ...answerPage, sent: true }),
    typing: async (_by, _draft, values) => ({
      ...detailsPage,
      values,
      notes: { userName: { ok: true, text: `${String(values.userName)} is free` } },
    }),
    accounts: async () => [accountOption],
    bundles: async () => [bundleOption],
    check: async () => 'fits',
    preview: async () => ({
      page: 'preview',
      by: request.requestedBy,
      owner: request.owner,
      draftId,
      account,
      summary: request.summary,
      risk: request.risk,
      whoDecides: view.whoDecides,
      decideBy: request.deadlines.expireAt,
      planHash,
    }),
    details: async () => detailsPage,
    submit: async () => ({ kind: 'submitted', requestId: request.id }),
  };
  const answers: FakeUseCases['answers'] = {
    ...form,
    form,
    findings: {
      one: async () => mended,
      forSnooze: async () => mended,
      snooze: async () => mended,
      askPerson: async () => mended,
      digest: async () => mended,
    },
    accept: async (key) => {
      if (accepted.has(key)) return 'seen';
      accepted.add(key);
      return 'new';
    },
    carryOut: async (key, intent) => void carriedOut.push({ key, intent }),
    forDenial: async () => view,
    fullPlan: async () => view,
    pending: async () => [view],
    mine: async () => ({
      requests: [view],
      users: [{ user: request.target, account, ends: '2027-05-21' }],
      unread: [],
      now: request.submittedAt,
    }),
    home: async () => ({
      requests: [view],
      users: [{ user: request.target, account }],
      waitingForMe: [view],
      answersWanted: [],
      unread: [],
      now: request.submittedAt,
    }),
    show: async (_by, name) => ({
      kind: 'choices',
      asked: name,
      matches: [{ user: request.target, account }],
    }),
    find: async (_by, text) => ({
      asked: text,
      matches: [{ user: request.target, account, owner: request.owner, team: 'platform' }],
      more: 0,
      unread: [],
    }),
    audit: async (_by, subject) => ({ subject, entries: [], verified: true }),
    named: async () => [{ user: request.target, account }],
    askOwner: async () => ({ owner: request.owner, asked: 'now' }),
    usersAvoided: async () => 0,
    help: async () => ({ mayApproveFor: ['Security approvers'], mayRequest: true }),
    ...given,
  };
  // The methods of UseCases and of its form have different names, so one map answers for both.
  const remembering = <T extends object>(methods: T): T =>
    new Proxy(methods, {
      get(target, name, receiver) {
        const own: unknown = Reflect.get(target, name, receiver);
        const method: unknown = typeof own === 'function' ? Reflect.get(answers, name) : own;
        if (typeof method !== 'function') return method;
        return (...args: readonly unknown[]) => {
          asked.push({ what: String(name), with: args });
          return method(...args);
        };
      },
    });
  const { form: _form, ...rest } = answers;
  return Object.assign(remembering(rest), {
    form: remembering(form),
    asked,
    carriedOut,
    answers,
  }) as FakeUseCases;
}
