/** A JSON value as a Terraform expression, to stand in `jsonencode(…)`. */
export function hcl(value: unknown, indent = ''): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => hcl(item, indent)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const keys = entries.map(([key]) => (/^[A-Za-z]\w*$/.test(key) ? key : hclString(key)));
    const width = Math.max(...entries.map(([, item], at) => (isFlat(item) ? (keys[at]?.length ?? 0) : 0)));
    const lines = entries.map(([, item], at) => {
      const key = keys[at] ?? '';
      return `${deeper}${isFlat(item) ? key.padEnd(width) : key} = ${hcl(item, deeper)}\n`;
    });
    return `{\n${lines.join('')}${indent}}`;
  }
  return typeof value === 'string' ? hclString(value) : JSON.stringify(value);
}

/** Stands on one line; only these are aligned, as `terraform fmt` does. */
function isFlat(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isFlat) : typeof value !== 'object';
}

/** A quoted string in which nothing is interpolated. */
export function hclString(text: string): string {
  return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}

/** A Terraform name made from any text. */
export function hclName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return /^[a-z]/.test(name) ? name : `r_${name}`;
}
