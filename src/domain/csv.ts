/**
 * Rows as comma-separated values (RFC 4180), each with CRLF. A cell that a spreadsheet would run as a formula gets an apostrophe in front
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
