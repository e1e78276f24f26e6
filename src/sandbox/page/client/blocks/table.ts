import { items, number, type Obj, record, string } from '../text/json.ts';
import type { Reader } from '../text/reader.ts';
import { richText } from '../text/rich-text.ts';
import { type Child, h } from '../view.ts';

/** `table`: the first row is its head. */
export function table(block: Obj, reader: Reader): Child {
  const settings = items(block.column_settings);
  const align = (column: number) => string(settings[column]?.align);
  return grid(rowsOf(block), reader, align, 'Table');
}

/** `data_table`: with a caption, and a column that names the rows. */
export function dataTable(block: Obj, reader: Reader): Child {
  const named = number(block.row_header_column_index);
  return grid(rowsOf(block), reader, () => undefined, string(block.caption) ?? 'Table', named);
}

function rowsOf(block: Obj): readonly (readonly Obj[])[] {
  return (Array.isArray(block.rows) ? block.rows : []).map(items);
}

function grid(
  rows: readonly (readonly Obj[])[],
  reader: Reader,
  align: (column: number) => string | undefined,
  caption: string,
  named?: number,
): Child {
  const [head = [], ...body] = rows;
  const cell = (tag: string, content: Obj, column: number, scope?: string) =>
    h(tag, { scope, class: align(column) }, cellContent(content, reader));
  return h(
    'div.table-scroll',
    { tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table.bk-table',
      null,
      caption !== 'Table' && h('caption', null, caption),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          head.map((content, column) => cell('th', content, column, 'col')),
        ),
      ),
      h(
        'tbody',
        null,
        body.map((row) =>
          h(
            'tr',
            null,
            row.map((content, column) =>
              column === named ? cell('th', content, column, 'row') : cell('td', content, column),
            ),
          ),
        ),
      ),
    ),
  );
}

function cellContent(content: Obj, reader: Reader): Child {
  const type = string(content.type);
  if (type === 'rich_text') return richText(content, reader);
  return string(content.text) ?? String(number(content.value) ?? string(record(content.text).text) ?? '');
}
