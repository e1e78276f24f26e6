import { isObject, objectsIn, textOf } from './json.ts';
import type { Json, JsonObject, SlackView } from './model.ts';
import { withIds } from './rendered.ts';
import { viewProblems } from './validate/surfaces.ts';
import { valuesOf } from './values.ts';
import { ApiError, invalidArguments, refusedBy } from './web-api/api-error.ts';
import type { World } from './world.ts';

/** Modals and Home tabs: opening, stacking, updating. */

const maxStack = 3;
/** Slack's limit for a whole view, in bytes. */
const maxViewBytes = 250_000;

/** Checks a view payload as Slack does; throws the ApiError that Slack would answer. */
export function checkedView(payload: Json | undefined, kind: 'modal' | 'home'): JsonObject {
  if (!isObject(payload)) throw invalidArguments('missing required field: view');
  if (payload.type !== kind) throw invalidArguments(`must be one of: ${kind} [json-pointer:/view/type]`);
  const problems = viewProblems(payload, kind);
  if (problems.length > 0) throw refusedBy('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(payload)) > maxViewBytes) throw new ApiError('view_too_large');
  return payload;
}

/** Opens a modal: alone, or (with `push`) above the person's open ones. */
export function openModal(world: World, userId: string, payload: JsonObject, push: boolean): SlackView {
  const stack = push ? (world.stacks.get(userId) ?? []) : [];
  if (stack.length >= maxStack) throw new ApiError('push_limit_reached');
  const id = world.nextId('V');
  const previous = stack.at(-1);
  const view = built(world, payload, {
    id,
    type: 'modal',
    userId,
    rootViewId: stack[0] ?? id,
    ...(previous === undefined ? {} : { previousViewId: previous }),
  });
  if (!push) clearModals(world, userId);
  world.views.set(id, view);
  world.stacks.set(userId, [...stack, id]);
  world.changed();
  return view;
}

/** Replaces the content of a view; entered values stay where block and action stay. */
export function updateView(world: World, view: SlackView, payload: JsonObject): SlackView {
  const updated = built(world, payload, view, view);
  world.views.set(view.id, updated);
  world.changed();
  return updated;
}

export function publishHome(world: World, userId: string, payload: JsonObject): SlackView {
  const current = homeOf(world, userId);
  if (current !== undefined) return updateView(world, current, payload);
  const id = world.nextId('V');
  const view = built(world, payload, { id, type: 'home', userId, rootViewId: id });
  world.views.set(id, view);
  world.homes.set(userId, id);
  world.changed();
  return view;
}

export function homeOf(world: World, userId: string): SlackView | undefined {
  return world.views.get(world.homes.get(userId) ?? '');
}

export function modalsOf(world: World, userId: string): readonly SlackView[] {
  return (world.stacks.get(userId) ?? []).flatMap((id) => world.views.get(id) ?? []);
}

/** Takes the topmost modal away. */
export function popModal(world: World, userId: string): void {
  const stack = world.stacks.get(userId) ?? [];
  world.views.delete(stack.at(-1) ?? '');
  world.stacks.set(userId, stack.slice(0, -1));
  world.changed();
}

export function clearModals(world: World, userId: string): void {
  for (const id of world.stacks.get(userId) ?? []) world.views.delete(id);
  world.stacks.delete(userId);
  world.changed();
}

type Place = Pick<SlackView, 'id' | 'type' | 'userId' | 'rootViewId' | 'previousViewId'>;

function built(world: World, payload: JsonObject, place: Place, earlier?: SlackView): SlackView {
  const externalId = textOf(payload.external_id) ?? '';
  const twin = [...world.views.values()].find(
    (view) => view.externalId === externalId && view.id !== place.id,
  );
  if (externalId !== '' && twin !== undefined) throw new ApiError('duplicate_external_id');
  const blocks = withIds(objectsIn(payload.blocks), world.nextId);
  return {
    id: place.id,
    type: place.type,
    userId: place.userId,
    rootViewId: place.rootViewId,
    ...(place.previousViewId === undefined ? {} : { previousViewId: place.previousViewId }),
    callbackId: textOf(payload.callback_id) ?? '',
    externalId,
    hash: `${Math.floor(world.now().getTime() / 1000)}.${world.nextId('h')}`,
    privateMetadata: textOf(payload.private_metadata) ?? '',
    blocks,
    ...(isObject(payload.title) ? { title: payload.title } : {}),
    ...(isObject(payload.submit) ? { submit: payload.submit } : {}),
    ...(isObject(payload.close) ? { close: payload.close } : {}),
    clearOnClose: payload.clear_on_close === true,
    notifyOnClose: payload.notify_on_close === true,
    values: valuesOf(blocks, earlier?.values),
    errors: {},
  };
}

/** A view as the Web API and interaction payloads show it. */
export function viewJson(world: World, view: SlackView): JsonObject {
  const { app, team } = world.seed;
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.values },
    hash: view.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: app.appId,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}
