// Whether a rule of our CiliumNetworkPolicies could be left out: each need that it is for is looked at without all of them.
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { CanConnect } from '../reach/can-connect.ts';
import { RANK } from '../reach/pairs.ts';
import type { Cni } from '../reach/reading.ts';
import { entityOf } from './cilium-policy.ts';
import type { CiliumManifest } from './cilium-manifest.ts';
import type { Spare } from './minimal.ts';
import type { Need, NeedEnd } from './need.ts';
import type { NeedVerdicts } from './need-verdict.ts';
import { policyId, withPolicies } from './policy-manifest.ts';
import type { AnyPolicy } from './policy-manifest.ts';

export interface CiliumMinimalSettings {
  /** With the policies applied, and with none that are older. */
  readonly facts: Facts;
  readonly cni: Cni;
  readonly verdicts: NeedVerdicts;
  readonly policies: readonly AnyPolicy[];
  readonly needs: readonly Need[];
}

/** No node is called so. */
const ANOTHER_NODE = '-';

/** A need is for one rule alone: each set of entities at a port stands in one. */
export function spareOfCilium({ facts, cni, verdicts, policies, needs }: CiliumMinimalSettings): Spare[] {
  const own = policies.filter((one) => one.kind === 'CiliumNetworkPolicy');
  if (own.length === 0) return [];
  const anywhere = { ...facts, workloads: facts.workloads.map(moved) };
  const without = new CanConnect(withPolicies(anywhere, [], new Set(own.map(policyId))), { cni });
  const together = new CanConnect(anywhere, { cni });
  const isLost = (need: Need): boolean =>
    RANK[verdicts.of(need, without).verdict] < RANK[verdicts.of(need, together).verdict];
  const wanted = needs.filter(({ from, to }) => [from, to].some((end) => entityOf({ end }) !== undefined));
  return own.flatMap((policy) => {
    const ofPolicy = wanted.filter((need) => isOf(policy, need));
    const { ingress = [], egress = [] } = policy.spec;
    const ports = [
      ...ingress.map((rule) => ({ rule, end: 'from' as const })),
      ...egress.map((rule) => ({ rule, end: 'to' as const })),
    ].flatMap(({ rule, end }) => rule.toPorts.flatMap((one) => one.ports.map((port) => ({ ...port, end }))));
    return ports.flatMap(({ port, protocol, end }) => {
      const held = ofPolicy.filter(
        (need) => entityOf({ end: need[end] }) !== undefined && `${need.port}` === port && need.protocol === protocol,
      );
      if (held.some(isLost)) return [];
      const place = `/spec/${end === 'from' ? 'ingress' : 'egress'} ${port}/${protocol}`;
      return [{ namespace: policy.metadata.namespace, text: `${policyId(policy)}: ${place}` }];
    });
  });
}

/** A pod's own node gets at it whatever policies say, and out to it a NetworkPolicy may let it; tomorrow it runs on another. */
function moved(workload: WorkloadFact): WorkloadFact {
  return { ...workload, node: ANOTHER_NODE };
}

function isOf({ metadata: { namespace }, spec }: CiliumManifest, { from, to }: Need): boolean {
  const selects = (end: NeedEnd): boolean =>
    end.kind === 'group'
      ? end.group.namespace === namespace && end.group.selector === spec.endpointSelector
      : end.kind === 'namespace' && end.namespace === namespace && Object.keys(spec.endpointSelector).length === 0;
  return selects(from) || selects(to);
}
