// Address families of pods, and of the ends of a need: what has no address of a family needs no rule for it.
import type { WorkloadFact } from '../facts/workload.ts';
import { addressesOf } from '../reach/pods.ts';
import type { Need, NeedEnd } from './need.ts';
import type { Families } from './rules.ts';

const BOTH: Families = { v4: true, v6: true };

/** Of pods; `unknown` where none of their addresses is known. */
export function familiesIn(pods: readonly WorkloadFact[], unknown = BOTH): Families {
  let [v4, v6] = [false, false];
  for (const pod of pods)
    for (const { family } of addressesOf(pod)) {
      v4 ||= family === 4;
      v6 ||= family === 6;
    }
  return v4 || v6 ? { v4, v6 } : unknown;
}

/** The need without addresses of families that the pods at its other end do not have, if that leaves any. */
export function inFamilies(need: Need): Need {
  const { from, to } = need;
  return { ...need, from: narrowed(from, to), to: narrowed(to, from) };
}

function narrowed(end: NeedEnd, other: NeedEnd): NeedEnd {
  if (other.kind !== 'group' || other.group.onHost || end.kind !== 'blocks') return end;
  const { v4, v6 } = familiesIn(other.group.pods);
  const cidrs = end.cidrs.filter((cidr) => (cidr.includes(':') ? v6 : v4));
  return cidrs.length === 0 || cidrs.length === end.cidrs.length ? end : { ...end, cidrs };
}
