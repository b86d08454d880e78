// OpenShift's Routes, from the pods of its routers. https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/network_apis/route-route-openshift-io-v1
import type { CustomFact, ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { NeedList } from './declared-need.ts';
import type { Groups } from './groups.ts';
import { endOfGroup } from './host-ends.ts';
import type { Needs } from './need.ts';
import type { Resolved, ServiceEnds } from './service-ends.ts';

const GROUP = 'route.openshift.io';
const ROUTER = 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';
const ABSENT = 'no router is in the input: add the pods of openshift-ingress';
/** The Service, and others that take a share of what comes. */
const BACKEND = /^\/spec\/(?:to|alternateBackends\/\d+)\/name$/;

export function routeNeeds(facts: Facts, groups: Groups, ends: ServiceEnds): Needs {
  const list = new NeedList();
  const routers = groups.all
    .filter(({ pods }) => pods.some(({ podLabels }) => podLabels?.has(ROUTER)))
    .flatMap((group) => endOfGroup(group, facts) ?? []);
  for (const route of facts.customs) {
    if (route.group !== GROUP || route.objectKind !== 'Route') continue;
    for (const [pointer, name] of route.fields) {
      const service = BACKEND.test(pointer) ? ends.service(route.namespace, name) : undefined;
      if (service === undefined) continue;
      const declared = {
        source: 'entry',
        text: `${objectId(route)} leads to ${objectId(service)}`,
        evidence: [{ object: route, pointer }],
        namespace: route.namespace,
      } as const;
      if (routers.length === 0) list.miss(ABSENT, declared);
      else list.add(routers, targetsOf(route, service, ends), declared);
    }
  }
  return list;
}

/** `targetPort` is the pods' own number, or what the Service calls its port; absent: each. */
function targetsOf({ fields }: CustomFact, service: ServiceFact, ends: ServiceEnds): Resolved {
  const wanted = fields.get('/spec/port/targetPort');
  if (wanted === undefined || !/^\d+$/.test(wanted)) return ends.ofService(service, wanted, 'TCP');
  const all = ends.ofService(service, undefined, 'TCP');
  const targets = all.targets.filter(({ port }) => `${port}` === wanted);
  return targets.length > 0 ? { targets } : { targets, why: `${objectId(service)} leads to no port ${wanted} of pods` };
}
