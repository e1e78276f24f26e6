import type { ModalView } from '@slack/types';
import type { FormPage } from '../../workflows/use-cases.ts';
import { detailsPage } from './form-details.ts';
import { pathPage } from './form-path.ts';
import { previewPage, refusalPage } from './form-preview.ts';

/** Any page of the request form. `revisions` is used by the details page only. */
export function formPage(page: FormPage, revisions?: ReadonlyMap<string, number>): ModalView {
  switch (page.page) {
    case 'path':
      return pathPage(page);
    case 'details':
      return detailsPage(page, revisions);
    case 'preview':
      return previewPage(page);
    case 'stopped':
      return refusalPage(page.refusal);
  }
}
