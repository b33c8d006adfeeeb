import type { Product } from '../catalog/product.ts';
import type { SentRequest } from '../model/exchange.ts';
import { OWN_TOKEN, START_TIME } from '../model/wire.ts';

/** A read that parity makes for itself, as the client would. */
export function ownRequest(target: string, { clientHeaders }: Pick<Product, 'clientHeaders'>): SentRequest {
  const now = (Date.now() / 1000).toFixed(3);
  return {
    method: 'GET',
    target,
    headers: [...clientHeaders, [START_TIME, now], ['authorization', OWN_TOKEN]],
    body: null,
  };
}
