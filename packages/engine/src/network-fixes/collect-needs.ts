// Everything that is needed, from all that declares it.
import type { Facts } from '../facts/facts.ts';
import type { Compiled } from '../reach/compile.ts';
import { apiNeeds } from './api-needs.ts';
import { DNS_PORT } from './resolver.ts';
import type { Resolver } from './resolver.ts';
import { dnsNeeds } from './dns-needs.ts';
import { entryNeeds } from './entry-needs.ts';
import { inFamilies } from './families.ts';
import type { Groups } from './groups.ts';
import { monitorNeeds } from './monitor-needs.ts';
import { distinctNeeds, endId, namespaceOfEnd } from './need.ts';
import type { Need, Needs } from './need.ts';
import type { PodDns } from './pod-dns.ts';
import { istioNeeds } from './istio-needs.ts';
import { linkerdNeeds } from './linkerd-needs.ts';
import { platformNeeds } from './platform-needs.ts';
import { throughTunnels } from './tunnels.ts';
import { routeNeeds } from './route-needs.ts';
import type { ServiceEnds } from './service-ends.ts';
import { settingNeeds } from './setting-needs.ts';

export interface NeedSettings {
  readonly facts: Facts;
  readonly compiled: Compiled;
  readonly groups: Groups;
  readonly ends: ServiceEnds;
  readonly resolvers: readonly Resolver[];
  readonly dns: PodDns;
  /** Namespaces that get policies. */
  readonly fixed: ReadonlySet<string>;
  readonly observed: readonly Need[];
}

/** Of which one end at least is in a namespace that gets policies. */
export function collectNeeds({ facts, compiled, groups, ends, resolvers, dns, fixed, observed }: NeedSettings): Needs {
  const found = [
    settingNeeds(facts, groups, ends),
    entryNeeds({ facts, compiled, groups, ends }),
    routeNeeds(facts, groups, ends),
    apiNeeds(facts, groups, ends),
    monitorNeeds({ facts, groups, ends }),
    platformNeeds(facts, groups),
    istioNeeds(facts, groups),
    linkerdNeeds(facts, groups),
  ];
  const asking = observed.filter(({ port }) => port === DNS_PORT).map(({ from }) => endId(from));
  const names = dnsNeeds({ resolvers, groups, dns, namespaces: fixed, seen: new Set(asking) });
  const declared = [...found.flatMap(({ needs }) => needs), ...observed];
  const all = [...names.needs, ...throughTunnels(declared, facts)];
  const needs = distinctNeeds(all.filter((need) => touches(need, fixed) && !isWithinPod(need)).map(inFamilies));
  const unknown = [...found, names].flatMap((one) => one.unknown).filter(({ namespace }) => fixed.has(namespace));
  return { needs, unknown };
}

function touches({ from, to }: Need, fixed: ReadonlySet<string>): boolean {
  return [from, to].some((end) => fixed.has(namespaceOfEnd(end) ?? '') && !(end.kind === 'group' && end.group.onHost));
}

/** A pod speaks with itself whatever the policies. */
function isWithinPod({ from, to }: Need): boolean {
  const isOne = from.kind === 'group' && from.group.pods.length === 1 && from.group.pods[0]?.isPod === true;
  return isOne && endId(from) === endId(to);
}
