// Random objects of Calico: policies of both kinds in several tiers, sets, now and then a host; and what is refused.
import * as fc from 'fast-check';
import { few, labels, namespace, pick } from './random-policy.ts';
import type { RawObject } from './raw.ts';
import type { RawCalicoEntity, RawCalicoRule, RawCalicoSpec } from './raw-calico.ts';

/** A value one time out of `each` and one. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, each: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: each, arbitrary: fc.constant(undefined) });

const KEYS = [
  'k',
  'k',
  'l',
  'k',
  'projectcalico.org/namespace',
  'projectcalico.org/serviceaccount',
  'projectcalico.org/orchestrator',
  'pcns.k',
  'pcsa.k',
  'projectcalico.org/name',
];
const VALUES = ['x', 'x', 'y', 'a', 'b', 'k8s', 'default', ''];
const term = fc
  .tuple(pick(...KEYS), pick(...VALUES), pick(...VALUES), fc.nat({ max: 9 }))
  .map(
    ([key, one, other, form]) =>
      [
        `${key} == '${one}'`,
        `${key} == "${one}"`,
        `${key}!='${one}'`,
        `has(${key})`,
        `!has( ${key} )`,
        `${key} in {'${one}', "${other}"}`,
        `${key} not in {'${one}',}`,
        `${key} contains '${one}'`,
        `${key} starts with '${one}'`,
        'all()',
      ][form] as string,
  );
const plain: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: term },
  { weight: 3, arbitrary: fc.tuple(term, term).map(([one, other]) => `${one} && ${other}`) },
  { weight: 3, arbitrary: fc.tuple(term, term, term).map(([one, two, three]) => `!(${one} || ${two}) && ${three}`) },
  { weight: 2, arbitrary: fc.tuple(term, term, term).map(([one, two, three]) => `${one} || ${two} && !!${three}`) },
);
const selector = fc.oneof(
  { weight: 60, arbitrary: plain },
  { weight: 1, arbitrary: pick("k = 'x'", "k == 'x' &&", 'k', "k in 'x'", 'global()', "k == 'x'\n") },
);
const ofNamespaces = fc.oneof(
  { weight: 6, arbitrary: pick("k == 'x'", "k != 'y'", 'all()', "projectcalico.org/name == 'a'", 'has(k)', '!has(l)') },
  { weight: 2, arbitrary: pick('global()', 'global() || all()', '!global()') },
  { weight: 1, arbitrary: plain },
);
const NETS = [
  '0.0.0.0/0',
  '8.8.8.0/24',
  '8.8.8.8',
  '10.0.0.0/24',
  '192.168.0.0/31',
  'fd00::/64',
  '::/0',
  '10.0.1.0/25',
];
const net = fc.oneof({ weight: 60, arbitrary: pick(...NETS) }, { weight: 1, arbitrary: pick('10.0.0.0/33') });

const entity = fc.record(
  {
    selector: rarely(selector, 1),
    notSelector: rarely(plain, 5),
    namespaceSelector: rarely(ofNamespaces, 2),
    nets: rarely(few(net, 2, 1), 3),
    notNets: rarely(few(net, 2, 1), 6),
    serviceAccounts: rarely(
      fc.record(
        { names: pick(['x'], [], ['default', 'x']), selector: pick('', "projectcalico.org/name == 'x'", 'has(k)') },
        { requiredKeys: [] },
      ),
      8,
    ),
    services: rarely(fc.constant({ name: 's' }), 30),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<RawCalicoEntity>;

const port = pick<number | string>(80, 81, '79:80', 'http', 'dns', '80');
const ports = fc.record(
  {
    ports: rarely(few(port, 2, 1), 1),
    notPorts: rarely(few(port, 1, 1), 3),
  },
  { requiredKeys: [] },
);

/** Nothing of an entity is as good as an entity that says nothing. */
function clean<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== undefined && own !== null)) as T;
}

const rule: fc.Arbitrary<RawCalicoRule> = fc
  .record({
    action: pick('Allow', 'Allow', 'Allow', 'Deny', 'Deny', 'Pass', 'Log'),
    protocol: pick<string | number | undefined>(
      'TCP',
      'TCP',
      'UDP',
      'SCTP',
      'tcp',
      6,
      17,
      undefined,
      undefined,
      'ICMP',
    ),
    notProtocol: pick<string | undefined>(undefined, undefined, undefined, undefined, 'UDP'),
    ipVersion: pick<number | undefined>(undefined, undefined, undefined, undefined, 4, 6),
    source: rarely(entity, 1),
    destination: rarely(entity, 1),
    ports: rarely(ports, 1),
    odd: rarely(
      pick<object>(
        { http: { methods: ['GET'] } },
        { icmp: { type: 8 } },
        { source: { ports: [80] } },
        { action: 'allow' },
      ),
      20,
    ),
  })
  .map(({ source, destination, ports: own, odd, ...more }) => {
    const hasPorts = own !== undefined && /^(?:tcp|udp|sctp|6|17)$/i.test(String(more.protocol));
    const to = clean({ ...destination, ...(hasPorts ? own : {}) });
    return clean({
      ...more,
      ...(source && { source: clean(source) }),
      ...(Object.keys(to).length > 0 && { destination: to }),
      ...odd,
    }) as RawCalicoRule;
  });

const shared = {
  tier: pick<string | undefined>(undefined, undefined, 'default', 'early', 'early', 'late', 'lost', 'kube-admin'),
  order: pick<number | undefined>(undefined, 1, 2, 1000, 10.5, 2000),
  selector: fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: pick('', 'all()') },
    { weight: 1, arbitrary: selector },
  ),
  serviceAccountSelector: rarely(pick("projectcalico.org/name == 'x'", 'all()', 'has(k)'), 8),
  types: pick<string[] | undefined>(undefined, ['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Ingress', 'Egress']),
  ingress: few(rule, 2),
  egress: few(rule, 2),
};
const local = fc.record(shared).map(clean) as fc.Arbitrary<RawCalicoSpec>;
const global = fc
  .record({
    ...shared,
    namespaceSelector: rarely(ofNamespaces, 1),
    doNotTrack: pick<boolean | undefined>(undefined, undefined, undefined, undefined, undefined, undefined, true),
    applyOnForward: pick<boolean | undefined>(undefined, undefined, true),
  })
  .map(clean) as fc.Arbitrary<RawCalicoSpec>;
const version = pick(
  'projectcalico.org/v3',
  'projectcalico.org/v3',
  'projectcalico.org/v3',
  'crd.projectcalico.org/v1',
);
const object = (apiVersion: string, kind: string, metadata: object, spec: unknown): RawObject =>
  ({ apiVersion, kind, metadata, spec }) as unknown as RawObject;

export const calicoPolicy: fc.Arbitrary<RawObject> = fc.oneof(
  fc
    .tuple(version, pick('p', 'q', 'r', 'default.o'), namespace, local, fc.uuid())
    .map(([own, name, place, spec, id]) =>
      object(own, 'NetworkPolicy', { name: `${name}-${id}`, namespace: place }, spec),
    ),
  fc
    .tuple(version, pick('p', 'q', 'r'), global, fc.uuid())
    .map(([own, name, spec, id]) => object(own, 'GlobalNetworkPolicy', { name: `${name}-${id}` }, spec)),
);

const early = fc
  .record({ order: pick(1, 500, 1500), defaultAction: pick<string | undefined>(undefined, 'Pass', 'Deny') })
  .map((spec) => object('projectcalico.org/v3', 'Tier', { name: 'early' }, clean(spec)));
const late = pick<object>({}, { order: 2_000_000 }, { order: 20_000_000, defaultAction: 'Pass' }).map((spec) =>
  object('projectcalico.org/v3', 'Tier', { name: 'late' }, spec),
);
/** Each has a name of its own: of two objects with one name only the last is there. */
const set = fc.oneof(
  fc
    .tuple(labels, few(net, 2), fc.uuid())
    .map(([own, nets, name]) => object('projectcalico.org/v3', 'GlobalNetworkSet', { name, labels: own }, { nets })),
  fc
    .tuple(labels, namespace, few(net, 2), fc.uuid())
    .map(([own, place, nets, name]) =>
      object('projectcalico.org/v3', 'NetworkSet', { name, namespace: place, labels: own }, { nets }),
    ),
);
const host = rarely(
  pick('n1', 'n2').map((node) =>
    object('projectcalico.org/v3', 'HostEndpoint', { name: 'h' }, { node, interfaceName: '*' }),
  ),
  8,
);

/** Everything of Calico's that one world has. */
export const calicoObjects: fc.Arbitrary<RawObject[]> = fc
  .tuple(few(calicoPolicy, 4, 1), early, late, few(set, 2), host)
  .map(([policies, one, other, sets, end]) => [...policies, one, other, ...sets, ...(end === undefined ? [] : [end])]);
