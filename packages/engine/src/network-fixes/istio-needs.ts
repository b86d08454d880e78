// What Istio has pods connect to: proxies and ztunnels ask istiod, and in the ambient mesh the kubelet's probes come from an address of their own.
import type { Facts } from '../facts/facts.ts';
import { IstioMembers } from '../transit/istio-member.ts';
import { rootNamespace } from '../transit/istio-server.ts';
import { NeedList } from './declared-need.ts';
import { familiesIn } from './families.ts';
import type { Group, Groups } from './groups.ts';
import { endAt } from './host-ends.ts';
import type { NeedEnd, Needs } from './need.ts';
import type { Target } from './service-ends.ts';

/** xDS and certificates. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const ISTIOD_PORT = 15_012;
/** Probes of ambient pods come from here, of each family. https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
const PROBE_SOURCES = { v4: '169.254.7.127', v6: 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff' };

export function istioNeeds(facts: Facts, groups: Groups): Needs {
  const list = new NeedList();
  const members = new IstioMembers(facts);
  const istiod = groups.in(rootNamespace(facts)).filter((group) => hasLabel(group, 'istiod'));
  /** Made for the first pod of the ambient mesh: it takes a look at every address. */
  let probers: readonly NeedEnd[] | undefined;
  for (const group of groups.all) {
    const [pod] = group.pods;
    if (group.onHost || pod === undefined || istiod.includes(group)) continue;
    const { mode, basis } = members.of(pod);
    if (mode === 'ambient')
      list.add(
        (probers ??= probersOf(facts)),
        { targets: probed(group, facts) },
        {
          source: 'mesh',
          text: `${basis.text}: the kubelet’s probes come from here`,
          evidence: basis.evidence,
          namespace: group.namespace,
        },
      );
    const isNodeProxy = hasLabel(group, 'ztunnel');
    if (mode !== 'sidecar' && !isNodeProxy) continue;
    const text = isNodeProxy ? `${group.id} is the ambient mesh’s proxy of a node` : basis.text;
    const declared = { source: 'mesh', text, evidence: basis.evidence, namespace: group.namespace } as const;
    if (istiod.length === 0) list.miss('istiod is not in the input', declared);
    for (const one of istiod)
      list.add(
        [{ kind: 'group', group }],
        { targets: [{ end: { kind: 'group', group: one }, port: ISTIOD_PORT, protocol: 'TCP' }] },
        declared,
      );
  }
  return list;
}

const hasLabel = ({ pods }: Group, app: string): boolean => pods.some(({ podLabels }) => podLabels?.get('app') === app);

function probersOf({ workloads }: Facts): NeedEnd[] {
  const { v4, v6 } = familiesIn(workloads);
  return [...(v4 ? [PROBE_SOURCES.v4] : []), ...(v6 ? [PROBE_SOURCES.v6] : [])].map(endAt);
}

/** At every port that a container has or is probed at: which of them TCP probes look at is not kept. */
function probed(group: Group, { podSpecs }: Facts): Target[] {
  const ports = new Set<number | string>();
  for (const spec of new Set(group.pods.map((pod) => pod.spec)))
    for (const { ports: own = [], probes = [] } of podSpecs[spec]?.containers ?? []) {
      for (const { port, protocol } of own) if (protocol === 'TCP') ports.add(port);
      // A name is one of the container's own ports.
      for (const { port } of probes) if (typeof port === 'number') ports.add(port);
    }
  return [...ports].map((port) => ({ end: { kind: 'group', group }, port, protocol: 'TCP' }));
}
