import { PlanHash, RequestId } from '../domain/ids.ts';

/** What a button about a request carries: which one, and which plan was on the card. Nothing else is believed. */
export interface RequestValue {
  readonly requestId: RequestId;
  readonly planHash: PlanHash;
}

export function requestValue(request: { readonly id: RequestId; readonly planHash: PlanHash }): string {
  return `${request.id} ${request.planHash}`;
}

/** Undefined for anything that this bot didn't make. */
export function readRequestValue(value: string | undefined): RequestValue | undefined {
  const [id, hash, ...rest] = (value ?? '').split(' ');
  const requestId = RequestId.safeParse(id);
  const planHash = PlanHash.safeParse(hash);
  if (!requestId.success || !planHash.success || rest.length > 0) return undefined;
  return { requestId: requestId.data, planHash: planHash.data };
}
