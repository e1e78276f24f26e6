import type { Choice } from '../state.ts';
import { number, string } from '../text/json.ts';
import { chosen, isExternal, isMulti, matching, ownOptions, shortestQuery, suggestions } from './options.ts';
import { choose, idOf, type Placed } from './surface.ts';

const ASK_PAUSE_MS = 180;

export function openCombo(placed: Placed): void {
  typeInCombo(placed, '');
}

/** Shows what fits the query: from the element's own options, or from the app after a short pause. */
export function typeInCombo(placed: Placed, query: string): void {
  const { app } = placed.surface;
  const key = idOf(placed);
  if (!isExternal(placed)) {
    app.change({
      combo: { key, query, active: 0, loading: false, options: matching(ownOptions(placed), query) },
    });
    return;
  }
  const ask = query.length >= shortestQuery(placed);
  const before = app.state.combo?.key === key && ask ? app.state.combo.options : [];
  app.change({ combo: { key, query, active: 0, loading: ask, options: before } });
  if (ask) setTimeout(() => void suggest(placed, query), ASK_PAUSE_MS);
}

async function suggest(placed: Placed, query: string): Promise<void> {
  const { app, ref } = placed.surface;
  const key = idOf(placed);
  const stale = () => app.state.combo?.key !== key || app.state.combo.query !== query;
  if (stale()) return;
  const actionId = string(placed.element.action_id) ?? '';
  const answer = await app.act({ do: 'suggest', surface: ref, actionId, query });
  if (stale()) return;
  const combo = { key, query, active: 0, loading: false };
  if (answer.ok) app.change({ combo: { ...combo, options: suggestions(answer.result) } });
  else app.change({ combo: { ...combo, options: [], error: answer.text } });
}

export function closeCombo(placed: Placed): void {
  const { app } = placed.surface;
  if (app.state.combo?.key === idOf(placed)) app.change({ combo: undefined });
}

/** Chooses an option; in a list of several, a second time takes it out again. */
export function pick(placed: Placed, choice: Choice): void {
  const { app } = placed.surface;
  if (!isMulti(placed)) {
    app.change({ combo: undefined });
    settle(placed, [choice]);
    return;
  }
  const before = chosen(placed);
  const isIn = before.some(({ value }) => value === choice.value);
  const next = isIn ? before.filter(({ value }) => value !== choice.value) : [...before, choice];
  if (next.length > (number(placed.element.max_selected_items) ?? Number.POSITIVE_INFINITY)) return;
  settle(placed, next);
  app.change((state) => (state.combo === undefined ? {} : { combo: { ...state.combo, query: '' } }));
}

/** Shows the choice at once and sends it; taken back when it is refused. */
export function settle(placed: Placed, choices: readonly Choice[]): void {
  const { app } = placed.surface;
  const key = idOf(placed);
  const values = choices.map(({ value }) => value);
  const note = (keep: boolean, answered: object = {}) =>
    app.change(({ justChosen }) => {
      const others = [...justChosen].filter(([other]) => other !== key);
      return { justChosen: new Map(keep ? [...others, [key, { choices, ...answered }]] : others) };
    });
  note(true);
  choose(placed, isMulti(placed) ? values : (values[0] ?? null), (ok) => {
    // A later choice in the same field has its own answer to come.
    if (app.state.justChosen.get(key)?.choices === choices) note(ok, { answeredAt: Date.now() });
  });
}
