import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { actions } from '../../src/actions/index.ts';
import { Proposal } from '../../src/domain/change-request.ts';
import { describeOperation } from '../../src/domain/operation-words.ts';
import type { RequestView } from '../../src/domain/request-view.ts';
import { requestView } from './request-views.ts';

export interface ActionCase {
  readonly action: string;
  readonly name: string;
  readonly view: RequestView;
}

const root = new URL('../plans/', import.meta.url);
const json = (path: URL): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'));

const foldersOf = (action: string): readonly string[] => {
  const folder = new URL(`${action}/`, root);
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** A request for every golden plan of every action, as it waits for a decision; refused cases have none. */
export const actionCases: readonly ActionCase[] = actions.flatMap(({ id: action }) =>
  foldersOf(action).flatMap((name): readonly ActionCase[] => {
    const path = new URL(`${action}/${name}/expected.json`, root);
    const proposal = existsSync(path) ? Proposal.safeParse(json(path)) : undefined;
    if (!proposal?.success) return [];
    const input = json(new URL(`${action}/${name}/input.json`, root));
    const { plan, requirement } = proposal.data;
    const view = requestView(
      { ...proposal.data, action, input },
      {
        progress: plan.stages
          .flatMap((stage) => stage.operations)
          .map((operation) => ({ text: describeOperation(operation), state: 'waiting' })),
        approvalsNeeded: requirement.kind === 'none' ? 0 : requirement.kind === 'two' ? 2 : 1,
      },
    );
    return [{ action, name, view }];
  }),
);

/** The first plan of an action. */
export function viewOf(action: string): RequestView {
  const found = actionCases.find((one) => one.action === action);
  if (!found) throw new Error(`No golden plan of ${action}.`);
  return found.view;
}
