// Address families of a cluster's pods.
import { parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { Families } from './rules.ts';

/** Both where none is known. */
export function familiesIn({ workloads }: Facts): Families {
  let [v4, v6] = [false, false];
  for (const { addresses = [] } of workloads)
    for (const text of addresses) {
      const family = parseAddress(text)?.family;
      v4 ||= family === 4;
      v6 ||= family === 6;
    }
  return v4 || v6 ? { v4, v6 } : { v4: true, v6: true };
}
