// Comma-separated values as RFC 4180 has them.

/** What is wrong with a text that should be CSV, and where. */
export class CsvMistake extends Error {
  override readonly name = 'CsvMistake';
}

/**
 * Rows as records by the names in the first row. Strict: every row has as many cells as the first, quotes are closed and
 * stand around a whole cell, no name comes twice. Line ends may be LF or CRLF; a last empty line is none. Throws CsvMistake.
 */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [names, ...rows] = cellsOf(text.replace(/^\ufeff/, ''));
  if (names === undefined) throw new CsvMistake('There is no first row with names.');
  if (new Set(names).size !== names.length) throw new CsvMistake('A name comes twice in the first row.');
  return rows.map((row, index) => {
    if (row.length !== names.length)
      throw new CsvMistake(`Row ${index + 2} has ${row.length} cells, the first row ${names.length}.`);
    return Object.fromEntries(names.map((name, column) => [name, row[column] ?? '']));
  });
}

function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  // A quoted cell, or one without quotes, with what ends it.
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  let row: string[] = [];
  let at = 0;
  while (at < text.length || row.length > 0) {
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (match === null) throw new CsvMistake(`Row ${rows.length + 1}: a quote isn’t where it may be, or isn’t closed.`);
    const [whole, quoted, plain, end] = match;
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}

/**
 * Rows as CSV with CRLF. A cell that a spreadsheet would run as a formula gets an apostrophe in front
 * (OWASP, “CSV Injection”): names and tags are written by strangers.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');
}

function written(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
