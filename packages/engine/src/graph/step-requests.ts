// All requests that a step takes, each with whose rights it is made with.
import { objectId } from '../facts/object-id.ts';
import type { CallerRequest, Step } from '../results/contract.ts';
import type { Allowed, Caller } from './cite-grant.ts';

/** A request that was found, with whose it is. */
export function asked(caller: Caller | undefined, allowed: Allowed | undefined): CallerRequest[] {
  if (caller === undefined || allowed === undefined) return [];
  return [{ as: 'role' in caller ? objectId(caller.role) : caller.principal, request: allowed.request }];
}

/** Nothing where `request` and `from` say it all. */
export function allOf(from: string, requests: readonly CallerRequest[] = []): Pick<Step, 'requests'> {
  const [first, ...more] = requests;
  return first === undefined || (more.length === 0 && first.as === from) ? {} : { requests };
}
