import { readdirSync, readFileSync } from 'node:fs';
import type { LifecycleAction } from '../../src/actions/action.ts';
import { actions } from '../../src/actions/index.ts';
import { type Permissions, permissionsFor } from '../../src/aws/permissions.ts';
import type { IamOperation } from '../../src/domain/operation.ts';
import { describeOperation } from '../../src/domain/operation-words.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { describeGate } from '../../src/domain/plan-words.ts';
import { undoOf } from '../../src/domain/undo.ts';

type Action = Pick<
  LifecycleAction<never>,
  'id' | 'title' | 'about' | 'belongsTo' | 'tells' | 'concerns' | 'overrides' | 'form'
>;

interface Golden {
  readonly name: string;
  readonly plan: Plan;
  readonly risk: { readonly level: string; readonly reasons: readonly string[] };
  readonly requirement: { readonly kind: keyof typeof decides };
}

const plans = new URL('../plans/', import.meta.url);
const decides = {
  none: 'runs at once',
  one: 'decided by one approver',
  two: 'decided by two people from different groups',
  refused: 'refused',
} as const;
const looks = ['read-back', 'verify-user', 'verify-absent'];

/** `docs/actions.md`: each action from its declaration, its plans as the golden cases have them, and what AWS has to allow. */
export function actionsPage(): string {
  const parts = (actions as readonly Action[]).map((action) => section(action, goldenPlans(action.id)));
  return `${opening(actions)}\n${parts.join('\n')}`;
}

function opening(all: readonly Action[]): string {
  return [
    '# Actions',
    '',
    'Made from the declarations in `src/actions`, their golden plans in `test/plans` and the permissions in `src/aws/permissions.ts`:',
    '`UPDATE_DOCS=1 node --test test/docs/actions.test.ts` writes this page anew, and the same test fails when it is out of date.',
    '',
    'Before the first step, and before the first gate opens, each plan is made again from fresh facts; another hash, and nothing runs. What is read is not',
    'listed: every action reads the user with `iam:Get*` and `iam:List*`. Protected users (break-glass, `AWSReserved*`, the bot’s own, configured) refuse every action.',
    'A user in quarantine, and a person without a second factor, gets nothing new. Where AWS has quarantined a key, whatever gives the user something is sensitive.',
    '',
    'While a request is open, another one that changes the same of a user is refused with a pointer to it. A quarantine is held up by nothing and ends what runs.',
    '',
    '| action | changes | told when done |',
    '|---|---|---|',
    ...all.map(
      ({ id, title, concerns, tells }) =>
        `| [${title}](#${id}) | ${concernWords(concerns)} | ${told(tells)} |`,
    ),
    '',
  ].join('\n');
}

function section(action: Action, golden: readonly Golden[]): string {
  const fullest = golden
    .filter(({ name }) => !name.includes('hostile'))
    .toSorted((a, b) => weight(b) - weight(a))[0];
  if (!fullest) throw new Error(`${action.id} has no golden plan.`);
  return [
    `## ${action.id}`,
    '',
    `**${action.title}.** ${who(action)}`,
    '',
    `- Asks for: ${action.form.map(({ label, optional }) => (optional ? `${inside(label)} (optional)` : inside(label))).join(', ')}.`,
    ...(action.overrides === 'running'
      ? ['- Ends whatever else is under way on the user, as it begins.']
      : []),
    ...(action.overrides === 'settled'
      ? ['- Ends a quarantine that waits for its day, once it is done.']
      : []),
    ...(fullest.plan.takenBackBy
      ? [`- Has no undo of its own once it stands: \`${fullest.plan.takenBackBy}\` takes it back.`]
      : []),
    ...levels(golden),
    '',
    `Stages, as in the golden case \`${fullest.name}\`:`,
    '',
    ...fullest.plan.stages.flatMap(stage),
    '',
    `AWS permissions: ${permissions(golden.flatMap(({ plan }) => operationsOf(plan)))}.`,
    '',
  ].join('\n');
}

/** The longest plan shows most of an action; of equals the usual one. */
const weight = ({ name, plan }: Golden) => operationsOf(plan).length * 2 + (name.startsWith('usual') ? 1 : 0);

function stage(
  { title, gate, forGood, operations }: Plan['stages'][number],
  index: number,
): readonly string[] {
  const before = gate ? ` Before it: ${describeGate(gate)}.` : '';
  const good = forGood ? ' From here on nothing is taken back.' : '';
  return [
    `${index + 1}. **${title}.**${before}${good}`,
    ...operations.map((operation) => `   - ${describeOperation(operation)}${undo(operation)}`),
  ];
}

function undo(operation: IamOperation): string {
  if (looks.includes(operation.kind)) return '';
  const back = undoOf(operation, undefined).map(describeOperation);
  return back.length > 0 ? ` *(undo: ${back.join('; ')})*` : ' *(no undo)*';
}

/** Which judgements the golden cases show, with who decides when no rule of the house says otherwise. */
function levels(golden: readonly Golden[]): readonly string[] {
  const seen = golden.map(({ risk, requirement }) => {
    const why = risk.reasons.length > 0 ? `, for example because ${risk.reasons.join('; ')}` : '';
    return {
      level: risk.level,
      line: `- ${sentence(risk.level)}, ${decides[requirement.kind]}${why}.`,
    };
  });
  const order = ['routine', 'standard', 'sensitive'];
  return order.flatMap((level) => seen.find((one) => one.level === level)?.line ?? []);
}

function permissions(operations: readonly IamOperation[]): string {
  const all = operations
    .flatMap((operation) => [operation, ...undoOf(operation, undefined)])
    .map((operation): Permissions => permissionsFor(operation));
  const iam = all.flatMap(({ user, group, mfaDevice }) => [...user, ...group, ...mfaDevice]);
  const secrets = all.flatMap(({ secret }) => secret);
  const names = [...iam.map((name) => `iam:${name}`), ...secrets.map((name) => `secretsmanager:${name}`)];
  return [...new Set(names)]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

const operationsOf = ({ stages }: Plan) => stages.flatMap(({ operations }) => operations);

function goldenPlans(action: string): readonly Golden[] {
  const folder = new URL(`${action}/`, plans);
  return readdirSync(folder)
    .sort()
    .map(
      (name) =>
        ({ name, ...JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8')) }) as Golden,
    )
    .filter(({ plan }) => plan !== undefined);
}

function who({ about, belongsTo }: Action): string {
  if (about === 'new-user') return 'Anybody may ask.';
  return belongsTo === undefined
    ? 'Anybody may ask.'
    : `The owner, their team and approvers can ${belongsTo}; nobody else.`;
}

const concernWords = (concerns: Action['concerns']): string =>
  concerns === 'everything' ? 'everything' : concerns.join(', ');

const told = (tells: Action['tells']): string =>
  ['requester', ...tells.map((who) => (who === 'security' ? 'the security channel' : 'the owner'))].join(
    ', ',
  );

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
/** In the middle of a sentence; a name like AWS stays as it is. */
const inside = (text: string) =>
  /^[A-Z][A-Z]/.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
