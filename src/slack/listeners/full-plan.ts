import type { RequestId } from '../../domain/ids.ts';
import { refusalPage } from '../blocks/form-preview.ts';
import { fullPlanModal } from '../blocks/full-plan.ts';
import { readRequestValue } from '../request-value.ts';
import { readMetadata, writeMetadata } from '../view-metadata.ts';
import { afterAck, type Click, type ClickArgs, readClick, tell } from './click.ts';
import { outdatedWords } from './decide.ts';
import type { Desk } from './desk.ts';

/** Full plan, Review and approve…, Open: the whole request in a modal. */
export function onFullPlan(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const value = readRequestValue(click.value);
    if (!value) return tell(desk, click, outdatedWords);
    const metadata = writeMetadata({ request: value.requestId, ...click.place });
    await afterAck(desk, click, () =>
      desk.pages.open(click.trigger, planPage(desk, click, value.requestId, 0, metadata)),
    );
  };
}

export function onPlanPage(desk: Desk) {
  return async ({ ack, body, action }: ClickArgs): Promise<void> => {
    await ack();
    const click = readClick({ body, action });
    const { view } = click;
    const metadata = view ? readMetadata(view.private_metadata) : undefined;
    if (!view || !metadata) return tell(desk, click, outdatedWords);
    await afterAck(desk, click, () =>
      desk.pages.replace(
        view.id,
        planPage(desk, click, metadata.request, Number(click.value) || 0, view.private_metadata),
      ),
    );
  };
}

async function planPage(desk: Desk, click: Click, requestId: RequestId, page: number, metadata: string) {
  const plan = await desk.useCases.fullPlan(click.by, requestId);
  return 'say' in plan ? refusalPage(plan) : fullPlanModal(plan, page, metadata);
}
