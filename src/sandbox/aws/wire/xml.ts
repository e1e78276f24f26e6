/** What an operation of IAM or STS answers, before it becomes XML. Undefined members are left out. */
export type Answer = Readonly<Record<string, unknown>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

/** AWS gives times in UTC, to the second. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** One element: lists as `<member>`, maps as `<entry>`, times in seconds. */
function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (value instanceof Date) return `<${name}>${isoSeconds(value)}</${name}>`;
  if (value instanceof Map) {
    const entries = [...value].map(
      ([key, item]) => `<entry>${element('key', key)}${element('value', item)}</entry>`,
    );
    return `<${name}>${entries.join('')}</${name}>`;
  }
  if (Array.isArray(value))
    return `<${name}>${value.map((item) => element('member', item)).join('')}</${name}>`;
  if (typeof value === 'object' && value !== null) {
    const inside = Object.entries(value).map(([key, item]) => element(key, item));
    return `<${name}>${inside.join('')}</${name}>`;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `<${name}>${escapeXml(text)}</${name}>`;
}

export function xmlAnswer(
  operation: string,
  namespace: string,
  answer: Answer | undefined,
  requestId: string,
): string {
  const result = answer === undefined ? '' : element(`${operation}Result`, answer);
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
}

export function xmlError(
  error: { readonly code: string; readonly message: string; readonly status: number },
  namespace: string,
  requestId: string,
): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const inside = element('Error', { Type: type, Code: error.code, Message: error.message });
  return `<ErrorResponse xmlns="${namespace}">${inside}<RequestId>${requestId}</RequestId></ErrorResponse>`;
}
