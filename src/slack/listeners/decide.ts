import { Intent } from '../../workflows/intent.ts';
import { loadingPage, refusalPage } from '../blocks/form-preview.ts';
import { fullPlanModal } from '../blocks/full-plan.ts';
import { readRequestValue } from '../request-value.ts';
import { readMetadata } from '../view-metadata.ts';
import { afterAck, type Click, type ClickArgs, readClick, tell } from './click.ts';
import type { Desk } from './desk.ts';

export const outdatedWords =
  'This button is out of date. Nothing was done. Open the request again with /iam mine or /iam pending.';

/** A button that changes something: on record before it is acknowledged, carried out afterwards, once. */
export function onDecide(desk: Desk, kind: Exclude<Intent['kind'], 'deny'>) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    const click = readClick({ body, action });
    const value = readRequestValue(click.value);
    if (!value) {
      await ack();
      return tell(desk, click, outdatedWords);
    }
    const intent = Intent.parse({ kind, by: click.by, place: click.place, ...value });
    const accepted = await desk.useCases.accept(click.key, intent);
    await ack();
    if (accepted === 'seen') return;
    await afterAck(desk, click, async () => {
      const inPlan = click.trigger.inModal && click.view ? click.view : undefined;
      if (inPlan)
        await desk.pages.update(
          inPlan.id,
          loadingPage('One moment', 'Your decision is on record …', inPlan.private_metadata),
        );
      await desk.useCases.carryOut(click.key, intent);
      if (inPlan) await showAgain(desk, click, inPlan);
      if (click.view?.type === 'home') await desk.refreshHome(click.by);
    });
  };
}

/** The full plan with its new state, in the modal where the decision was made. */
async function showAgain(
  desk: Desk,
  click: Click,
  view: { readonly id: string; readonly private_metadata: string },
) {
  const metadata = readMetadata(view.private_metadata);
  if (!metadata) return;
  const plan = await desk.useCases.fullPlan(click.by, metadata.request);
  const page =
    'say' in plan ? refusalPage(plan) : fullPlanModal(plan, Number.POSITIVE_INFINITY, view.private_metadata);
  await desk.pages.update(view.id, page);
}
