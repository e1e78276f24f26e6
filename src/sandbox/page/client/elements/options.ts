import type { SuggestedOption } from '../../../slack/person.ts';
import { type Choice, isFresh } from '../state.ts';
import { items, number, type Obj, record, string, strings } from '../text/json.ts';
import { words } from '../text/text-object.ts';
import { held, idOf, type Placed } from './surface.ts';

/** Whether several may be chosen. */
export function isMulti({ element }: Placed): boolean {
  return (string(element.type) ?? '').startsWith('multi_');
}

export function isExternal({ element }: Placed): boolean {
  return (string(element.type) ?? '').endsWith('external_select');
}

/** Slack asks the app after three letters unless the element says otherwise. */
export function shortestQuery({ element }: Placed): number {
  return number(element.min_query_length) ?? 3;
}

/** Everything that can be chosen without asking the app. */
export function ownOptions(placed: Placed): readonly Choice[] {
  const { surface, element } = placed;
  const { snapshot } = surface.reader;
  const type = (string(element.type) ?? '').replace('multi_', '');
  switch (type) {
    case 'static_select':
      return [
        ...items(element.options).map((option) => choiceOf(option)),
        ...items(element.option_groups).flatMap((group) =>
          items(group.options).map((option) => choiceOf(option, words(group.label))),
        ),
      ];
    case 'users_select':
      return snapshot.users
        .filter((user) => user.deleted !== true)
        .map((user) => {
          const choice = { text: user.realName, value: user.id };
          return user.title === undefined ? choice : { ...choice, description: user.title };
        });
    case 'channels_select':
    case 'conversations_select':
      return snapshot.channels
        .filter(({ kind }) => kind !== 'im')
        .map((channel) => ({ text: `#${channel.name}`, value: channel.id }));
    default:
      return [];
  }
}

function choiceOf(option: Obj, group?: string): Choice {
  return {
    text: words(option.text),
    value: string(option.value) ?? '',
    ...(option.description === undefined ? {} : { description: words(option.description) }),
    ...(group === undefined ? {} : { group }),
  };
}

/** What is chosen now. */
export function chosen(placed: Placed): readonly Choice[] {
  const fresh = placed.surface.app.state.justChosen.get(idOf(placed));
  if (fresh !== undefined && isFresh(fresh)) return fresh.choices;
  const value = held(placed);
  const single = ['selected_user', 'selected_channel', 'selected_conversation'] as const;
  const many = ['selected_users', 'selected_channels', 'selected_conversations'] as const;
  const ids = [
    ...single.flatMap((name) => string(value[name]) ?? []),
    ...many.flatMap((name) => strings(value[name])),
  ];
  if (ids.length > 0) {
    const all = ownOptions(placed);
    return ids.map((id) => all.find((one) => one.value === id) ?? { text: id, value: id });
  }
  const one = record(value.selected_option);
  const options = string(one.value) === undefined ? items(value.selected_options) : [one];
  return options.map((option) => choiceOf(option));
}

/** Those whose text or description has the words of the query. */
export function matching(options: readonly Choice[], query: string): readonly Choice[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter(({ text, description = '', group = '' }) => {
    const hay = `${text} ${description} ${group}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  });
}

export function suggestions(result: unknown): readonly Choice[] {
  return (Array.isArray(result) ? result : []) as readonly SuggestedOption[];
}
