// What Linkerd has pods connect to: each proxy asks the control plane, and the viz extension asks each proxy.
import type { Facts } from '../facts/facts.ts';
import { Linkerd } from '../transit/linkerd.ts';
import { NeedList } from './declared-need.ts';
import type { Group, Groups } from './groups.ts';
import type { Needs } from './need.ts';
import type { Target } from './service-ends.ts';

const COMPONENT = 'linkerd.io/control-plane-component';
/** Of the Services linkerd-dst-headless, linkerd-policy and linkerd-identity-headless. https://github.com/linkerd/linkerd2/blob/main/charts/partials/templates/_proxy.tpl */
const ASKED: readonly (readonly [component: string, ports: readonly number[]])[] = [
  ['destination', [8086, 8090]],
  ['identity', [8080]],
];
/** Tap and metrics of a proxy. https://linkerd.io/2/reference/proxy-metrics/ */
const VIZ: readonly (readonly [component: string, port: number])[] = [
  ['tap', 4190],
  ['prometheus', 4191],
];

export function linkerdNeeds(facts: Facts, groups: Groups): Needs {
  const list = new NeedList();
  const linkerd = new Linkerd(facts);
  const labelled = (key: string, value: string): readonly Group[] =>
    groups.all.filter(({ onHost, pods }) => !onHost && pods.some(({ podLabels }) => podLabels?.get(key) === value));
  const asked = ASKED.map(([component, ports]) => ({ component, ports, groups: labelled(COMPONENT, component) }));
  const viz = VIZ.map(([component, port]) => ({
    port,
    groups: labelled('component', component).filter(({ pods }) =>
      pods.some(({ podLabels }) => podLabels?.get('linkerd.io/extension') === 'viz'),
    ),
  }));
  for (const group of groups.all) {
    const [pod] = group.pods;
    const basis = pod === undefined || group.onHost ? undefined : linkerd.of({ from: pod, port: ANY, protocol: 'TCP' });
    const [member] = basis?.basis ?? [];
    if (member === undefined) continue;
    const declared = { source: 'mesh', ...member, namespace: group.namespace } as const;
    for (const { component, ports, groups: all } of asked) {
      if (all.length === 0) list.miss(`Linkerd’s ${component} is not in the input`, declared);
      const others = all.filter((one) => one !== group);
      const targets = others.flatMap((one) => ports.map((port) => targetOf(one, port)));
      list.add([{ kind: 'group', group }], { targets }, declared);
    }
    for (const { port, groups: askers } of viz) {
      const from = askers.filter((one) => one !== group).map((one) => ({ kind: 'group' as const, group: one }));
      list.add(from, { targets: [targetOf(group, port)] }, declared);
    }
  }
  return list;
}

/** Membership hangs on no port. */
const ANY = 1;

function targetOf(group: Group, port: number): Target {
  return { end: { kind: 'group', group }, port, protocol: 'TCP' };
}
