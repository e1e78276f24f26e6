import type { ModalView } from '@slack/types';
import type { Logger } from 'pino';
import { loadingPage, refusalPage } from './blocks/form-preview.ts';
import { failureWords } from './failure-words.ts';
import { asking, errorCode, type WebApi } from './web-api.ts';

/** Opening and changing modals. A trigger lives for 3 seconds and works once, so nothing slow may come before it. */
export interface Pages {
  /** Opens the page as soon as it is there, or a loading page at once which it then replaces. */
  open(trigger: Trigger, page: Promise<ModalView>): Promise<void>;
  /** `newer` when somebody else has changed the view since `hash`; `gone` when it was closed. */
  update(viewId: string, view: ModalView, hash?: string): Promise<'updated' | 'newer' | 'gone'>;
  /** Shows that something is being read, then what came of it, in a modal that is open already. */
  replace(viewId: string, page: Promise<ModalView>): Promise<void>;
}

export interface Trigger {
  readonly id: string;
  /** The click came from within a modal: the page goes on top of it. */
  readonly inModal?: boolean;
}

const patienceMs = 600;

export function makePages({ write }: Pick<WebApi, 'write'>, log: Logger): Pages {
  const show = ({ id, inModal }: Trigger, view: ModalView) =>
    asking('Opening a modal', () =>
      inModal ? write.views.push({ trigger_id: id, view }) : write.views.open({ trigger_id: id, view }),
    );

  async function update(viewId: string, view: ModalView, hash?: string) {
    return asking('Changing a modal', async () => {
      try {
        await write.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) });
        return 'updated' as const;
      } catch (error) {
        const code = errorCode(error);
        if (code === 'hash_conflict') return 'newer' as const;
        if (code === 'not_found' || code === 'view_not_found') return 'gone' as const;
        throw error;
      }
    });
  }

  /** A failure is shown where the page would have been: the trigger is used up, there is no other place. */
  const orFailure = (page: Promise<ModalView>) =>
    page.catch((error: unknown) => refusalPage({ code: 'unavailable', say: failureWords(error, log) }));

  return {
    update,
    async open(trigger, page) {
      const settled = orFailure(page);
      const quick = await Promise.race([settled, pause(patienceMs)]);
      if (quick) return void (await show(trigger, quick));
      const opened = await show(trigger, loadingPage('One moment', 'Looking it up …'));
      if (opened.view?.id) await update(opened.view.id, await settled);
    },
    async replace(viewId, page) {
      const settled = orFailure(page);
      const quick = await Promise.race([settled, pause(patienceMs)]);
      if (!quick) await update(viewId, loadingPage('One moment', 'Looking it up …'));
      await update(viewId, quick ?? (await settled));
    },
  };
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
