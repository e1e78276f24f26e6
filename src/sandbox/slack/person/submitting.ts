import type { Core } from '../core.ts';
import { isObject, textOf } from '../json.ts';
import type { Json, JsonObject, SlackUser, SlackView } from '../model.ts';
import { SlackUserError, type SubmitResult } from '../person.ts';
import { renderedElements } from '../rendered.ts';
import { isEmptyValue } from '../values.ts';
import { checkedView, clearModals, modalsOf, openModal, popModal, updateView, viewJson } from '../views.ts';
import { ApiError } from '../web-api/api-error.ts';
import { modalTrouble, sendToApp, whoAndWhere } from './sending.ts';
import { surfaceOf } from './surface.ts';

/** Submitting and closing modals. */
export interface Submitting {
  submit(viewId: string): Promise<SubmitResult>;
  close(viewId: string, options?: { readonly all?: boolean }): Promise<void>;
}

export function makeSubmitting(core: Core, me: () => SlackUser): Submitting {
  const { world } = core;

  function topView(viewId: string): SlackView {
    const surface = surfaceOf(world, me(), viewId);
    if (surface.kind !== 'view' || surface.view.type !== 'modal') {
      throw new SlackUserError('not_there', 'This is not a modal.', viewId);
    }
    if (modalsOf(world, me().id).at(-1)?.id !== viewId) {
      throw new SlackUserError('no_access', 'Another modal is in front of this one.', viewId);
    }
    return surface.view;
  }

  /** Follows the app's answer to a submission. Throws ApiError for what Slack would not accept. */
  function follow(view: SlackView, answer: Json): SubmitResult {
    const action = isObject(answer) ? answer.response_action : undefined;
    if (!isObject(answer) || action === undefined) {
      if (isStillTop(view)) popModal(world, me().id);
      return { kind: 'closed' };
    }
    switch (action) {
      case 'clear':
        clearModals(world, me().id);
        return { kind: 'cleared' };
      case 'update':
        updateView(world, world.views.get(view.id) ?? view, checkedView(answer.view, 'modal'));
        return { kind: 'updated' };
      case 'push':
        openModal(world, me().id, checkedView(answer.view, 'modal'), true);
        return { kind: 'pushed' };
      case 'errors': {
        const errors = checkedErrors(view, answer.errors);
        world.views.set(view.id, { ...(world.views.get(view.id) ?? view), errors });
        world.changed();
        return { kind: 'errors', errors };
      }
      default:
        throw new ApiError('invalid_response_action');
    }
  }

  function isStillTop(view: SlackView): boolean {
    return modalsOf(world, me().id).at(-1)?.id === view.id;
  }

  async function tellClosed(view: SlackView, isCleared: boolean): Promise<void> {
    if (!view.notifyOnClose) return;
    const payload = {
      type: 'view_closed',
      ...whoAndWhere(core, me()),
      view: viewJson(world, view),
      is_cleared: isCleared,
    };
    // Nobody is looking any more: what the app answers changes nothing.
    await core.postOffice.send({ kind: 'interactive', payload });
  }

  return {
    async submit(viewId) {
      const view = topView(viewId);
      if (view.submit === undefined)
        throw new SlackUserError('not_there', 'This modal has no submit button.', viewId);
      refuseIncomplete(view);
      const answer = await sendToApp(
        core,
        'interactive',
        {
          type: 'view_submission',
          ...whoAndWhere(core, me()),
          trigger_id: core.triggers.issue({ userId: me().id, viewId }),
          view: viewJson(world, view),
          response_urls: [],
        },
        modalTrouble,
      );
      try {
        return follow(view, answer);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const detail = `${error.code} ${JSON.stringify(error.details)}`;
        throw new SlackUserError('bad_answer', modalTrouble(), detail);
      }
    },
    async close(viewId, options = {}) {
      const view = topView(viewId);
      const all = options.all === true || view.clearOnClose;
      const closing = all ? modalsOf(world, me().id).toReversed() : [view];
      if (all) clearModals(world, me().id);
      else popModal(world, me().id);
      for (const one of closing) await tellClosed(one, all);
    },
  };
}

/** The client does not send a form with required inputs empty or too short. */
function refuseIncomplete(view: SlackView): void {
  const problems = renderedElements(view.blocks).flatMap((at) => {
    if (at.block.type !== 'input') return [];
    const value: JsonObject = view.values[at.blockId]?.[at.actionId] ?? { type: at.type };
    if (isEmptyValue(value)) {
      return at.block.optional === true ? [] : [`${at.blockId}: Please complete this required field.`];
    }
    const least = typeof at.element.min_length === 'number' ? at.element.min_length : 0;
    if ((textOf(value.value) ?? '').length >= least || value.value === undefined) return [];
    return [`${at.blockId}: Please enter at least ${least} characters.`];
  });
  const [first] = problems;
  if (first === undefined) return;
  throw new SlackUserError('invalid_input', first.slice(first.indexOf(': ') + 2), problems.join('\n'));
}

/** Errors must name input blocks of the view; otherwise Slack shows a connection error. */
function checkedErrors(view: SlackView, errors: Json | undefined): { readonly [blockId: string]: string } {
  if (!isObject(errors) || Object.keys(errors).length === 0) throw new ApiError('invalid_errors');
  const inputs = new Set(
    view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id),
  );
  return Object.fromEntries(
    Object.entries(errors).map(([blockId, text]): [string, string] => {
      if (!inputs.has(blockId) || typeof text !== 'string') {
        throw new ApiError('invalid_errors', { block_id: blockId });
      }
      return [blockId, text];
    }),
  );
}
