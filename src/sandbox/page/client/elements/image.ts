import { type Obj, record, string } from '../text/json.ts';
import { type Child, h } from '../view.ts';

/** A picture; only from this machine, as the page loads nothing from elsewhere. */
export function image(block: Obj): Child {
  const alt = string(block.alt_text) ?? '';
  const url = string(block.image_url) ?? string(record(block.slack_file).url);
  if (url === undefined || !/^(data:image\/|http:\/\/127\.0\.0\.1:)/.test(url)) {
    return h('span.picture-words', { role: 'img', 'aria-label': alt }, alt);
  }
  return h('img.picture', { src: url, alt, loading: 'lazy' });
}
