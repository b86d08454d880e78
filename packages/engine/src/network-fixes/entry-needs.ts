// What comes from outside: through Ingresses and routes from the pods that serve them, and at Services that have an address there.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Compiled } from '../reach/compile.ts';
import { EntryServers } from '../reach/entry-servers.ts';
import type { Servers } from '../reach/entry-servers.ts';
import { isReferenceGranted } from '../reach/reference-grants.ts';
import { isExposed } from '../reach/services.ts';
import { NeedList } from './declared-need.ts';
import type { Groups } from './groups.ts';
import { endOfGroup } from './host-ends.ts';
import type { NeedEnd, Needs } from './need.ts';
import type { ServiceEnds } from './service-ends.ts';

interface EntrySettings {
  readonly facts: Facts;
  readonly compiled: Compiled;
  readonly groups: Groups;
  readonly ends: ServiceEnds;
}

export function entryNeeds(settings: EntrySettings): Needs {
  const { facts, compiled, ends } = settings;
  const list = new NeedList();
  const servers = new EntryServers(facts, compiled.pods.pods);
  for (const entry of facts.entries)
    for (const served of servers.of(entry))
      for (const backend of entry.rules.flatMap((rule) => rule.backends)) {
        const service = ends.service(backend.namespace, backend.service);
        if (service === undefined || served.kind === 'none' || !isReferenceGranted(entry, backend, facts)) continue;
        const declared = {
          source: 'entry',
          text: `${objectId(entry)} leads to ${objectId(service)}`,
          evidence: [{ object: entry, pointer: backend.pointer }],
          namespace: backend.namespace,
        } as const;
        const from = sourcesOf(served, settings);
        const protocol = entry.objectKind === 'UDPRoute' ? 'UDP' : 'TCP';
        if (typeof from === 'string') list.miss(from, declared);
        else list.add(from, ends.ofService(service, backend.port, protocol), declared);
      }
  addExposed(list, settings);
  return list;
}

/** A load balancer of the cloud may come with any address. */
function sourcesOf(servers: Servers, { facts, compiled, groups }: EntrySettings): readonly NeedEnd[] | string {
  if (servers.kind === 'cloud') return [{ kind: 'everyone' }];
  if (servers.kind !== 'pods') return servers.why;
  const found = new Set(
    servers.pods.map((number) => {
      const pod = compiled.pods.pods[number];
      return pod === undefined ? undefined : groups.of(pod);
    }),
  );
  const ends = [...found].flatMap((group) => (group === undefined ? [] : (endOfGroup(group, facts) ?? [])));
  return ends.length === 0 ? `the addresses of ${servers.by} are not in the input` : ends;
}

/** `LoadBalancer`, `NodePort`, `externalIPs`; and ports of the node that pods take for themselves. */
function addExposed(list: NeedList, { facts, groups, ends }: EntrySettings): void {
  const everyone: readonly NeedEnd[] = [{ kind: 'everyone' }];
  for (const service of facts.services) {
    if (!isExposed(service) || service.selector.size === 0) continue;
    list.add(everyone, ends.ofService(service, undefined), {
      source: 'service',
      text: `${objectId(service)} (${service.type}) has an address outside of the cluster`,
      evidence: [{ object: service, pointer: '/spec/type' }],
      namespace: service.namespace,
    });
  }
  for (const group of groups.all) {
    const [pod] = group.pods;
    if (group.onHost || pod === undefined) continue;
    for (const { hostPorts, ports = [] } of facts.podSpecs[pod.spec]?.containers ?? [])
      for (const { port, pointer } of hostPorts) {
        const declared = {
          source: 'service',
          text: `${group.id} takes port ${port} of its node`,
          evidence: [{ object: pod, pointer: pod.specPointer + pointer }],
          namespace: group.namespace,
        } as const;
        const own = ports.filter((one) => one.port === port || ports.length === 1);
        const targets = own.map((one) => ({
          end: { kind: 'group' as const, group },
          port: one.port,
          protocol: one.protocol === 'UDP' ? ('UDP' as const) : ('TCP' as const),
        }));
        list.add(everyone, { targets, why: 'which of its ports that leads to is not kept' }, declared);
      }
  }
}
