import type { SlackView } from '../model.ts';
import { checkedView, homeOf, openModal, publishHome, updateView, viewJson } from '../views.ts';
import { ApiError, invalidArguments } from './api-error.ts';
import type { Method, MethodCall } from './method.ts';

function refuseStale(call: MethodCall, view: SlackView | undefined): void {
  const hash = call.args.text('hash');
  if (hash !== undefined && view !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
}

function trigger(call: MethodCall) {
  return call.core.triggers.redeem(call.args.required('trigger_id'));
}

export const viewMethods: readonly Method[] = [
  {
    name: 'views.open',
    answer(call) {
      const { world } = call.core;
      const payload = checkedView(call.args.json('view'), 'modal');
      return { view: viewJson(world, openModal(world, trigger(call).userId, payload, false)) };
    },
  },
  {
    name: 'views.push',
    answer(call) {
      const { world } = call.core;
      const payload = checkedView(call.args.json('view'), 'modal');
      const { userId, viewId } = trigger(call);
      // A push needs an interaction in a modal that is still open.
      if (viewId === undefined || world.views.get(viewId)?.type !== 'modal') throw new ApiError('not_found');
      return { view: viewJson(world, openModal(world, userId, payload, true)) };
    },
  },
  {
    name: 'views.update',
    answer(call) {
      const { world } = call.core;
      const externalId = call.args.text('external_id');
      const id = call.args.text('view_id');
      if (id === undefined && externalId === undefined) {
        throw invalidArguments('missing required field: view_id');
      }
      const view =
        id === undefined
          ? [...world.views.values()].find((one) => one.externalId === externalId)
          : world.views.get(id);
      const payload = checkedView(call.args.json('view'), view?.type ?? 'modal');
      if (view === undefined) throw new ApiError('not_found');
      refuseStale(call, view);
      return { view: viewJson(world, updateView(world, view, payload)) };
    },
  },
  {
    name: 'views.publish',
    answer(call) {
      const { world } = call.core;
      const user = world.users.get(call.args.required('user_id'));
      if (user === undefined) throw invalidArguments('user_not_found [json-pointer:/user_id]');
      const payload = checkedView(call.args.json('view'), 'home');
      refuseStale(call, homeOf(world, user.id));
      return { view: viewJson(world, publishHome(world, user.id, payload)) };
    },
  },
];
