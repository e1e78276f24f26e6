import type { Core } from '../core.ts';
import { isObject, objectsIn, textOf, wordsOf } from '../json.ts';
import type { JsonObject, SlackUser } from '../model.ts';
import {
  type ClickOptions,
  type ClickResult,
  type FieldValue,
  SlackUserError,
  type SuggestedOption,
  type SurfaceRef,
} from '../person.ts';
import type { Rendered } from '../rendered.ts';
import { suggestionProblems } from '../validate/suggestions.ts';
import { valueField, withValue } from '../values.ts';
import { chosenValue, offeredOption } from './choice.ts';
import { clickTrouble, modalTrouble, optionsTrouble, sendToApp, whoAndWhere } from './sending.ts';
import {
  confirmOf,
  dispatches,
  elementIn,
  keepValues,
  type Surface,
  surfaceId,
  surfaceOf,
  surfacePayload,
  valuesIn,
} from './surface.ts';

/** Pressing, choosing and typing in a surface. */
export interface Acting {
  click(ref: SurfaceRef, actionId: string, options?: ClickOptions): Promise<ClickResult>;
  fill(ref: SurfaceRef, values: { readonly [name: string]: FieldValue }): Promise<void>;
  suggest(ref: SurfaceRef, actionId: string, query: string): Promise<readonly SuggestedOption[]>;
}

/** Slack's default for `min_query_length`. */
const defaultMinQuery = 3;

export function makeActing(core: Core, me: () => SlackUser): Acting {
  const { world } = core;
  const memory = (surface: Surface, at: Rendered) =>
    `${me().id} ${surfaceId(surface)} ${at.blockId} ${at.actionId}`;

  async function dispatch(ref: SurfaceRef, at: Rendered, held: JsonObject): Promise<void> {
    const surface = surfaceOf(world, me(), ref);
    const payload = {
      type: 'block_actions',
      ...whoAndWhere(core, me()),
      ...surfacePayload(world, surface),
      ...(surface.kind === 'view' ? {} : messageExtras(surface)),
      trigger_id: core.triggers.issue({
        userId: me().id,
        ...(surface.kind === 'view' ? { viewId: surface.view.id } : {}),
      }),
      actions: [
        {
          ...held,
          type: at.type,
          action_id: at.actionId,
          block_id: at.blockId,
          action_ts: world.nextTs(),
        },
      ],
    };
    await sendToApp(core, 'interactive', payload, surface.kind === 'view' ? modalTrouble : clickTrouble);
  }

  function messageExtras(surface: Extract<Surface, { kind: 'message' }>): JsonObject {
    const { message, channel } = surface;
    return {
      state: { values: valuesIn(world, me(), surface) },
      response_url: core.responseUrls.issue('actions', {
        userId: me().id,
        channelId: channel.id,
        messageTs: message.ts,
        ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
        ...(message.ephemeralTo === undefined ? {} : { ephemeral: true }),
      }),
    };
  }

  function enter(ref: SurfaceRef, at: Rendered, wanted: FieldValue): JsonObject {
    const surface = surfaceOf(world, me(), ref);
    const suggested = world.suggestions.get(memory(surface, at)) ?? [];
    const value = chosenValue(world, me(), at, wanted, suggested);
    keepValues(world, me(), surface, withValue(valuesIn(world, me(), surface), at, value));
    if (surface.kind === 'view') forgetError(surface.view.id, at.blockId);
    return value;
  }

  function forgetError(viewId: string, blockId: string): void {
    const view = world.views.get(viewId);
    if (view?.errors[blockId] === undefined) return;
    const { [blockId]: _, ...errors } = view.errors;
    world.views.set(viewId, { ...view, errors });
  }

  return {
    async click(ref, actionId, options = {}) {
      const surface = surfaceOf(world, me(), ref);
      const at = elementIn(surface, me(), actionId, options);
      if (!dispatches(at)) {
        throw new SlackUserError('invalid_input', 'This is filled in, not pressed.', 'use fill()');
      }
      const confirm = confirmOf(at);
      if (options.confirm === 'dismiss') {
        if (confirm === undefined) {
          throw new SlackUserError('not_there', 'There is nothing to confirm here.', actionId);
        }
        return { kind: 'dismissed', title: wordsOf(confirm.title), text: wordsOf(confirm.text) };
      }
      await dispatch(
        ref,
        at,
        pressed(at, options, (wanted) => enter(ref, at, wanted)),
      );
      const url = textOf(at.element.url);
      return url === undefined ? { kind: 'sent' } : { kind: 'opened', url };
    },
    async fill(ref, values) {
      for (const [name, wanted] of Object.entries(values)) {
        const at = elementIn(surfaceOf(world, me(), ref), me(), name);
        const { type: _, ...held } = enter(ref, at, wanted);
        if (dispatches(at)) await dispatch(ref, at, held);
      }
    },
    async suggest(ref, actionId, query) {
      const surface = surfaceOf(world, me(), ref);
      const at = elementIn(surface, me(), actionId);
      if (!at.type.endsWith('external_select')) {
        throw new SlackUserError(
          'invalid_input',
          'This has its options already.',
          `${actionId} is a ${at.type}`,
        );
      }
      const least =
        typeof at.element.min_query_length === 'number' ? at.element.min_query_length : defaultMinQuery;
      if (query.length < least) throw new SlackUserError('invalid_input', 'Keep typing to see options.');
      const answer = await sendToApp(
        core,
        'options',
        {
          type: 'block_suggestion',
          ...whoAndWhere(core, me()),
          ...surfacePayload(world, surface),
          action_id: at.actionId,
          block_id: at.blockId,
          value: query,
        },
        optionsTrouble,
      );
      const problems = suggestionProblems(answer);
      if (problems.length > 0 || !isObject(answer)) {
        throw new SlackUserError('bad_answer', optionsTrouble(), JSON.stringify(problems));
      }
      const options = [
        ...objectsIn(answer.options),
        ...objectsIn(answer.option_groups).flatMap((group) => objectsIn(group.options)),
      ];
      world.suggestions.set(memory(surface, at), options);
      return [
        ...objectsIn(answer.options).map((option) => suggestion(option)),
        ...objectsIn(answer.option_groups).flatMap((group) =>
          objectsIn(group.options).map((option) => suggestion(option, wordsOf(group.label))),
        ),
      ];
    },
  };
}

/** What the action carries of the element. */
function pressed(at: Rendered, options: ClickOptions, enter: (wanted: FieldValue) => JsonObject): JsonObject {
  const { element } = at;
  switch (at.type) {
    case 'button':
    case 'icon_button':
    case 'workflow_button':
      return Object.fromEntries(
        ['text', 'value', 'style', 'url', 'icon', 'confirm'].flatMap((key) =>
          element[key] === undefined ? [] : [[key, element[key]]],
        ),
      );
    case 'feedback_buttons': {
      const chosen = [element.positive_button, element.negative_button]
        .filter(isObject)
        .find((one) => one.value === options.selected);
      if (chosen === undefined) throw new SlackUserError('not_there', 'There is no such answer here.');
      return { text: chosen.text, value: chosen.value };
    }
    case 'overflow':
      return { selected_option: offeredOption(at, String(options.selected ?? ''), []) };
    default: {
      if (options.selected === undefined)
        throw new SlackUserError('invalid_input', 'Choose something.', at.actionId);
      const { type: _, ...held } = enter(options.selected);
      const field = valueField(at.type) ?? '';
      return { [field]: held[field] ?? null };
    }
  }
}

function suggestion(option: JsonObject, group?: string): SuggestedOption {
  const description = wordsOf(option.description);
  return {
    text: wordsOf(option.text),
    value: textOf(option.value) ?? '',
    ...(description === '' ? {} : { description }),
    ...(group === undefined ? {} : { group }),
  };
}
