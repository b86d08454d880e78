// All requests that a step takes, each with whose rights it is made with.
import { objectId } from '../facts/object-id.ts';
import type { CallerRequest, Step } from '../results/contract.ts';
import type { Allowed, Caller } from './cite-grant.ts';

/** What was found to be allowed, with whose it is: one request, or the two by which an object is created by its name. */
export function asked(caller: Caller | undefined, allowed: Allowed | undefined): CallerRequest[] {
  if (caller === undefined || allowed === undefined) return [];
  const as = 'role' in caller ? objectId(caller.role) : caller.principal;
  const { request, beside } = allowed;
  return [request, ...(beside === undefined ? [] : [beside])].map((one) => ({ as, request: one }));
}

/** Each once; nothing where `request` and `from` say it all. */
export function allOf(from: string, requests: readonly CallerRequest[] = []): Pick<Step, 'requests'> {
  const distinct = [...new Map(requests.map((one) => [JSON.stringify(one), one])).values()];
  const [first, ...more] = distinct;
  return first === undefined || (more.length === 0 && first.as === from) ? {} : { requests: distinct };
}
