import { createHmac } from 'node:crypto';

/** A signed delivery, ready to be sent: made beforehand, so that the client's work doesn't count. */
export interface Signed {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ClickMix {
  /** A click as Slack delivers it; the rest is made from it. */
  readonly sample: Record<string, unknown>;
  readonly signingSecret: string;
  /** Who clicks, in turn. */
  readonly people: readonly string[];
  /** The buttons' values, in turn: one for each pending request. */
  readonly values: readonly string[];
}

/** `count` different clicks; `from` numbers the first, so that several runs never repeat one. */
export function makeClicks(mix: ClickMix, count: number, from: number): Signed[] {
  const timestamp = Math.floor(Date.now() / 1000);
  const template = encoded(mix);
  return Array.from({ length: count }, (_, index) => signedClick(mix, template, from + index, timestamp));
}

/** What stands in the encoded payload where the clicks differ. */
const gaps = { user: 'gap-user-gap', value: 'gap-value-gap', number: 'gap-number-gap' };

function encoded({ sample }: ClickMix): string {
  const [action = {}] = Array.isArray(sample.actions) ? sample.actions : [];
  const payload = {
    ...sample,
    user: { ...(sample.user as object), id: gaps.user },
    trigger_id: gaps.number,
    actions: [{ ...action, value: gaps.value, action_ts: gaps.number }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

function signedClick(mix: ClickMix, template: string, number: number, timestamp: number): Signed {
  const { people, values } = mix;
  const value = values[Math.floor(number / people.length) % values.length] ?? '';
  const body = Buffer.from(
    template
      .replace(gaps.user, people[number % people.length] ?? '')
      .replace(gaps.value, encodeURIComponent(value))
      .replaceAll(gaps.number, `${timestamp}.${String(number).padStart(6, '0')}`),
  );
  const hash = createHmac('sha256', mix.signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(body.length),
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${hash}`,
    },
  };
}
