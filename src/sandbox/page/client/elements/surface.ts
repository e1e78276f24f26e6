import type { SlackMessage, SlackView, StateValues } from '../../../slack/model.ts';
import type { App } from '../app.ts';
import { flag, type Obj, record, string } from '../text/json.ts';
import type { Reader } from '../text/reader.ts';
import { words } from '../text/text-object.ts';

/** A message, modal or Home tab whose blocks are being drawn. */
export interface Surface {
  readonly app: App;
  readonly reader: Reader;
  readonly kind: 'message' | 'modal' | 'home';
  readonly ref: string | { readonly channel: string; readonly ts: string };
  /** Unique on the page. */
  readonly key: string;
  readonly values: StateValues;
  readonly errors: { readonly [blockId: string]: string };
}

export function viewSurface(app: App, reader: Reader, view: SlackView): Surface {
  const { values, errors } = view;
  return { app, reader, kind: view.type, ref: view.id, key: view.id, values, errors };
}

export function messageSurface(app: App, reader: Reader, message: SlackMessage): Surface {
  const ref = { channel: message.channel, ts: message.ts };
  return { app, reader, kind: 'message', ref, key: `${ref.channel}-${ref.ts}`, values: {}, errors: {} };
}

/** An element in its block. */
export interface Placed {
  readonly surface: Surface;
  readonly block: Obj;
  readonly element: Obj;
}

export function idOf({ surface, block, element }: Placed): string {
  return `${surface.key}-${string(block.block_id) ?? ''}-${string(element.action_id) ?? ''}`.replace(
    /[^\w-]/g,
    '-',
  );
}

/** Elements of `input` blocks keep their value for the submission; all others tell the app at once. */
export function isInput({ block }: Placed): boolean {
  return string(block.type) === 'input';
}

/** What is held now: as entered, else as the app preset it. */
export function held({ surface, block, element }: Placed): Obj {
  const value = surface.values[string(block.block_id) ?? '']?.[string(element.action_id) ?? ''];
  return value === undefined ? presets(element) : record(value);
}

function presets(element: Obj): Obj {
  return Object.fromEntries(
    Object.entries(element).flatMap(([name, value]) => {
      if (name === 'initial_value') return [['value', value]];
      return name.startsWith('initial_') ? [[name.replace('initial_', 'selected_'), value]] : [];
    }),
  );
}

export type Chosen = string | number | readonly string[] | null;

/** Enters a value in an input, or tells the app what was chosen, after its question if it has one. */
export function choose(placed: Placed, selected: Chosen, done?: (ok: boolean) => void): void {
  const { surface, block, element } = placed;
  if (isInput(placed)) {
    void enter(placed, selected).then(done);
    return;
  }
  const send = async () => {
    const actionId = string(element.action_id) ?? '';
    const blockId = string(block.block_id);
    const action = { do: 'click' as const, surface: surface.ref, actionId, selected: selected as string };
    const answer = await surface.app.perform(blockId === undefined ? action : { ...action, blockId }, {
      busyKey: idOf(placed),
      at: surface.kind === 'modal' ? 'modal' : 'page',
    });
    done?.(answer.ok);
  };
  asked(
    placed,
    () => void send(),
    () => done?.(false),
  );
}

/** Writes into an input. What Slack's client itself refuses is shown under the field. */
export async function enter(placed: Placed, value: Chosen): Promise<boolean> {
  const { surface, block, element } = placed;
  const key = idOf(placed);
  const field = string(block.block_id) ?? string(element.action_id) ?? '';
  const values = { [field]: value as string };
  const answer = await surface.app.act({ do: 'fill', surface: surface.ref, values });
  surface.app.change((state) => {
    const problems = new Map(state.fieldProblems);
    if (answer.ok) problems.delete(key);
    else problems.set(key, answer.text);
    return { fieldProblems: problems };
  });
  return answer.ok;
}

/** Does it, after the confirm dialog that the element carries, if any. */
export function asked({ surface, element }: Placed, onYes: () => void, onNo = () => {}): void {
  const confirm = record(element.confirm);
  if (string(record(confirm.title).text) === undefined) {
    onYes();
    return;
  }
  surface.app.change({
    question: {
      title: words(confirm.title),
      text: words(confirm.text),
      yes: words(confirm.confirm) || 'Yes',
      no: words(confirm.deny) || 'No',
      danger: string(confirm.style) === 'danger',
      onYes,
      onNo,
    },
  });
}

export function wantsFocus({ element }: Placed): boolean {
  return flag(element.focus_on_load);
}
