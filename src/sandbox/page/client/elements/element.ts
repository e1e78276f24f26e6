import { string } from '../text/json.ts';
import { words } from '../text/text-object.ts';
import { type Child, h } from '../view.ts';
import { button, overflow } from './button.ts';
import { checkboxes, radioButtons } from './choices.ts';
import { combobox } from './combobox.ts';
import { image } from './image.ts';
import { type Described, dateInput, textInput } from './inputs.ts';
import { held, type Placed } from './surface.ts';

/** Any interactive element. Outside of an input block its placeholder is its name. */
export function element(placed: Placed, described: Described = { 'aria-label': nameOf(placed) }): Child {
  switch (string(placed.element.type)) {
    case 'button':
    case 'workflow_button':
      return button(placed);
    case 'overflow':
      return overflow(placed);
    case 'image':
      return image(placed.element);
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input':
      return textInput(placed, described);
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return dateInput(placed, described);
    case 'radio_buttons':
      return radioButtons(placed, described);
    case 'checkboxes':
      return checkboxes(placed, described);
    case 'static_select':
    case 'multi_static_select':
    case 'external_select':
    case 'multi_external_select':
    case 'users_select':
    case 'multi_users_select':
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select':
      return combobox(placed, described);
    default:
      return h(
        'p.unsupported',
        null,
        `This page does not draw “${string(placed.element.type) ?? 'element'}”.`,
      );
  }
}

function nameOf(placed: Placed): string {
  const own = words(placed.element.placeholder);
  const around = words(placed.block.text).replace(/[*_`~]/g, '');
  const name = [around, own].filter((part) => part !== '').join(', ');
  return name === '' ? `Choose${string(held(placed).type) === 'datepicker' ? ' a date' : ''}` : name;
}
