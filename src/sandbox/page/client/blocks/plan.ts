import type { Surface } from '../elements/surface.ts';
import { icon } from '../icons.ts';
import { link } from '../text/inline.ts';
import { items, type Obj, record, string } from '../text/json.ts';
import { richText } from '../text/rich-text.ts';
import { type Child, h } from '../view.ts';

const statuses: Readonly<Record<string, string>> = {
  pending: 'Not started',
  in_progress: 'Running',
  complete: 'Done',
  error: 'Failed',
};

/** A `plan` block: its title and its tasks in order. */
export function plan(block: Obj, surface: Surface): Child {
  const tasks = items(block.tasks);
  const done = tasks.filter(({ status }) => status === 'complete').length;
  return h(
    'section.bk-plan',
    { 'aria-label': titleOf(block) },
    h(
      'div.bk-plan-title',
      null,
      h('strong', null, titleOf(block)),
      tasks.length > 0 && h('span.bk-plan-count', null, `${done} of ${tasks.length}`),
    ),
    h(
      'ol.bk-tasks',
      null,
      tasks.map((task, index) =>
        h('li', { key: string(task.task_id) ?? String(index) }, taskCard(task, surface)),
      ),
    ),
  );
}

export function taskCard(task: Obj, { reader }: Surface): Child {
  const status = string(task.status) ?? 'pending';
  const body = [
    task.details !== undefined && h('div.bk-task-details', null, richText(record(task.details), reader)),
    task.output !== undefined && h('div.bk-task-output', null, richText(record(task.output), reader)),
    items(task.sources).length > 0 &&
      h(
        'div.bk-task-sources',
        null,
        items(task.sources).map((source) =>
          link(string(source.url) ?? '', string(source.text) ?? string(source.url) ?? ''),
        ),
      ),
  ];
  return h(
    'div.bk-task',
    { class: status },
    h(
      'span.bk-task-status',
      null,
      status === 'complete' && icon('check'),
      status === 'error' && icon('close'),
      h('span.visually-hidden', null, statuses[status] ?? status),
    ),
    h('div.bk-task-body', null, h('div.bk-task-title', null, titleOf(task)), body),
  );
}

function titleOf(block: Obj): string {
  return string(block.title) ?? string(record(block.title).text) ?? '';
}
