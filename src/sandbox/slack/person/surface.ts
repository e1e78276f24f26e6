import { isObject } from '../json.ts';
import { canSee, payloadName } from '../membership.ts';
import { findMessage, messageJson } from '../messages.ts';
import type { JsonObject, SlackChannel, SlackMessage, SlackUser, SlackView, StateValues } from '../model.ts';
import { type ClickOptions, SlackUserError, type SurfaceRef } from '../person.ts';
import { type Rendered, renderedElements } from '../rendered.ts';
import { valuesOf } from '../values.ts';
import { viewJson } from '../views.ts';
import type { World } from '../world.ts';

/** What a person has in front of them: a message or a view. */
export type Surface =
  | { readonly kind: 'view'; readonly view: SlackView }
  | { readonly kind: 'message'; readonly message: SlackMessage; readonly channel: SlackChannel };

/** Looks where the person looks; throws `not_there` or `no_access`. */
export function surfaceOf(world: World, user: SlackUser, ref: SurfaceRef): Surface {
  if (typeof ref === 'string') {
    const view = world.views.get(ref);
    if (view === undefined) throw new SlackUserError('not_there', 'This view is no longer open.', ref);
    if (view.userId !== user.id)
      throw new SlackUserError('no_access', 'This view belongs to someone else.', ref);
    return { kind: 'view', view };
  }
  const channel = world.channels.get(ref.channel);
  if (channel === undefined || !canSee(world, user, channel)) {
    throw new SlackUserError('no_access', 'You can not see this conversation.', ref.channel);
  }
  const message =
    findMessage(world, ref.channel, ref.ts) ??
    world.ephemerals.find((one) => one.ts === ref.ts && one.ephemeralTo === user.id);
  if (message === undefined) throw new SlackUserError('not_there', 'This message no longer exists.', ref.ts);
  return { kind: 'message', message, channel };
}

function blocksOf(surface: Surface): readonly JsonObject[] {
  return surface.kind === 'view' ? surface.view.blocks : (surface.message.blocks ?? []);
}

/** The one element meant; throws when there is none, or more than one. */
export function elementIn(
  surface: Surface,
  user: SlackUser,
  name: string,
  options: Pick<ClickOptions, 'blockId' | 'value'> = {},
): Rendered {
  const all = renderedElements(blocksOf(surface)).filter(({ element }) => visibleTo(element, user));
  const found = all.filter(
    (one) =>
      (one.actionId === name || one.blockId === name) &&
      (options.blockId === undefined || one.blockId === options.blockId) &&
      (options.value === undefined || one.element.value === options.value),
  );
  const [first, second] = found;
  if (first === undefined) {
    const there = all.map((one) => one.actionId).join(', ') || 'nothing to press';
    throw new SlackUserError('not_there', `There is no "${name}" here.`, `there is: ${there}`);
  }
  if (second !== undefined) {
    throw new SlackUserError(
      'invalid_input',
      `There is more than one "${name}" here.`,
      `say which: ${found.map((one) => `block ${one.blockId} value ${String(one.element.value)}`).join('; ')}`,
    );
  }
  return first;
}

function visibleTo(element: JsonObject, user: SlackUser): boolean {
  const only = element.visible_to_user_ids;
  return !Array.isArray(only) || only.includes(user.id);
}

export function surfaceId(surface: Surface): string {
  return surface.kind === 'view' ? surface.view.id : `${surface.channel.id}:${surface.message.ts}`;
}

/** What the person has entered in this surface so far. */
export function valuesIn(world: World, user: SlackUser, surface: Surface): StateValues {
  if (surface.kind === 'view') return surface.view.values;
  return valuesOf(blocksOf(surface), world.messageValues.get(`${user.id} ${surfaceId(surface)}`));
}

export function keepValues(world: World, user: SlackUser, surface: Surface, values: StateValues): void {
  if (surface.kind === 'message') {
    world.messageValues.set(`${user.id} ${surfaceId(surface)}`, values);
  } else {
    // The view as it is now, not as it was when the person looked: the app may have updated it meanwhile.
    const current = world.views.get(surface.view.id);
    if (current !== undefined) world.views.set(current.id, { ...current, values });
  }
  world.changed();
}

/** The part of an interaction payload that says where it happened. */
export function surfacePayload(world: World, surface: Surface): JsonObject {
  if (surface.kind === 'view') {
    return {
      container: { type: 'view', view_id: surface.view.id },
      view: viewJson(world, surface.view),
    };
  }
  const { message, channel } = surface;
  const ephemeral = message.ephemeralTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: payloadName(channel) },
    // Slack gives no content of ephemerals back, and metadata is not for interactions to rely on.
    ...(ephemeral ? {} : { message: messageJson(world, message, false) }),
  };
}

/** Whether using this element tells the app at once. */
export function dispatches(at: Rendered): boolean {
  return at.block.type !== 'input' || at.block.dispatch_action === true;
}

export function confirmOf(at: Rendered): JsonObject | undefined {
  return isObject(at.element.confirm) ? at.element.confirm : undefined;
}
