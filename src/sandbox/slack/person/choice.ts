import { isObject, objectsIn, wordsOf } from '../json.ts';
import { canSee } from '../membership.ts';
import type { Json, JsonObject, SlackUser } from '../model.ts';
import { type FieldValue, SlackUserError } from '../person.ts';
import type { Rendered } from '../rendered.ts';
import { isCalendarDate, isNumber } from '../validate/initial-values.ts';
import { emptyValue, valueField } from '../values.ts';
import type { World } from '../world.ts';

/** What a person enters in an element, checked as the client checks it, as a state value. */
export function chosenValue(
  world: World,
  user: SlackUser,
  at: Rendered,
  wanted: FieldValue,
  suggested: readonly JsonObject[],
): JsonObject {
  const field = valueField(at.type);
  const empty = emptyValue(at.type);
  if (field === undefined || empty === undefined) throw refused(at, 'Nothing can be entered here.');
  if (wanted === null || wanted === '') return empty;
  if (field === 'value') return { type: at.type, value: typedText(at, String(wanted)) };
  if (field === 'rich_text_value') return { type: at.type, rich_text_value: richText(String(wanted)) };
  if (field === 'selected_date_time') return { type: at.type, [field]: dateTime(at, wanted) };
  if (field === 'files') throw refused(at, 'Files can not be added here.');

  const many = Array.isArray(empty[field]);
  const list =
    typeof wanted === 'string' || typeof wanted === 'number' ? [String(wanted)] : wanted.map(String);
  if (!many && list.length !== 1) throw refused(at, 'Choose one.');
  const max = at.element.max_selected_items;
  if (typeof max === 'number' && list.length > max) throw refused(at, `Choose at most ${max}.`);
  const picked = list.map((one) => pick(world, user, at, one, suggested));
  return { type: at.type, [field]: many ? picked : (picked[0] ?? null) };
}

/** The option that an overflow or select offers under this value or these words. */
export function offeredOption(at: Rendered, wanted: string, suggested: readonly JsonObject[]): JsonObject {
  const offered = at.type.endsWith('external_select')
    ? suggested
    : [
        ...objectsIn(at.element.options),
        ...objectsIn(at.element.option_groups).flatMap((group) => objectsIn(group.options)),
      ];
  const found =
    offered.find((option) => option.value === wanted) ??
    offered.find((option) => wordsOf(option.text) === wanted);
  if (found !== undefined) return found;
  throw new SlackUserError(
    'not_there',
    `"${wanted}" is not among the options.`,
    `${at.actionId} offers ${offered.map((option) => String(option.value)).join(', ') || 'nothing'}`,
  );
}

function pick(
  world: World,
  user: SlackUser,
  at: Rendered,
  wanted: string,
  suggested: readonly JsonObject[],
): Json {
  switch (at.type.replace(/^multi_/, '')) {
    case 'users_select': {
      const found = world.users.get(wanted);
      if (found === undefined || found.deleted === true) throw refused(at, `There is no person ${wanted}.`);
      return wanted;
    }
    case 'conversations_select':
    case 'channels_select':
      return conversation(world, user, at, wanted);
    case 'datepicker':
      if (!isCalendarDate(wanted)) throw refused(at, `${wanted} is not a date.`);
      return wanted;
    case 'timepicker':
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(wanted)) throw refused(at, `${wanted} is not a time.`);
      return wanted;
    default:
      return offeredOption(at, wanted, suggested);
  }
}

function conversation(world: World, user: SlackUser, at: Rendered, wanted: string): string {
  const channel = world.channels.get(wanted);
  const filter = isObject(at.element.filter) ? at.element.filter : {};
  const kinds = Array.isArray(filter.include) ? filter.include : ['public', 'private', 'im', 'mpim'];
  const offered =
    channel !== undefined &&
    canSee(world, user, channel) &&
    (at.type.includes('conversations') ? kinds.includes(channel.kind) : channel.kind === 'public') &&
    !(filter.exclude_external_shared_channels === true && channel.isExtShared === true);
  if (!offered) throw refused(at, `There is no conversation ${wanted} to choose.`);
  return wanted;
}

function typedText(at: Rendered, text: string): string {
  const { element, type } = at;
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  if (type === 'plain_text_input' && text.length > max) throw refused(at, `Enter at most ${max} characters.`);
  if (type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    throw refused(at, 'Enter a valid e-mail address.');
  }
  if (type === 'url_text_input' && !URL.canParse(text)) throw refused(at, 'Enter a valid URL.');
  if (type === 'number_input') checkNumber(at, text);
  return text;
}

function checkNumber(at: Rendered, text: string): void {
  const { element } = at;
  if (!isNumber(text, element.is_decimal_allowed === true)) throw refused(at, 'Enter a number.');
  if (typeof element.min_value === 'string' && Number(text) < Number(element.min_value)) {
    throw refused(at, `Enter at least ${element.min_value}.`);
  }
  if (typeof element.max_value === 'string' && Number(text) > Number(element.max_value)) {
    throw refused(at, `Enter at most ${element.max_value}.`);
  }
}

function dateTime(at: Rendered, wanted: FieldValue): number {
  const seconds = Number(wanted);
  if (!Number.isInteger(seconds) || seconds < 1_000_000_000) throw refused(at, 'Choose a date and a time.');
  return seconds;
}

function richText(text: string): JsonObject {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

function refused(at: Rendered, text: string): SlackUserError {
  return new SlackUserError('invalid_input', text, `${at.type} ${at.actionId} in block ${at.blockId}`);
}
