// Properties of fixes in random clusters, judged by the naive evaluator: needs kept, the rest refused, names answered, no rule to spare.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { naiveConnects } from '../../../../testbed/naive-reach/connects.ts';
import { calicoPolicy } from '../../../../testbed/naive-reach/random-calico.ts';
import { ciliumPolicy } from '../../../../testbed/naive-reach/random-cilium.ts';
import { few, labels, pick, policy } from '../../../../testbed/naive-reach/random-policy.ts';
import type { RawObject } from '../../../../testbed/naive-reach/raw.ts';
import { objectId } from '../facts/object-id.ts';
import { readAll } from '../kube/test-input.ts';
import { policiesIn } from './draft.ts';
import type { ObservedFlow } from './observed-flow.ts';
import { NetworkFixer } from './network-fixes.ts';
import type { NamespaceFix } from './fix.ts';
import type { AnyPolicy, PolicyManifest, RuleManifest } from './policy-manifest.ts';

const NAMESPACES = ['a', 'b', 'c'];
const PORTS = [80, 81, 9];
const PODS = 5;
const DNS: readonly RawObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'kube-system', name: 'dns', labels: { 'k8s-app': 'kube-dns' } },
    spec: { nodeName: 'n1', containers: [{ name: 'c' }] },
    status: { phase: 'Running', podIPs: [{ ip: '10.0.9.9' }, { ip: 'fd00::99' }] },
  },
];

const podOf = (index: number): fc.Arbitrary<RawObject> =>
  fc.record({ namespace: pick(...NAMESPACES), labels, isDual: fc.boolean() }).map(({ namespace, isDual, ...one }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: `p${index}`, labels: one.labels },
    spec: { nodeName: `n${index % 2}`, containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] },
    status: { phase: 'Running', podIPs: [{ ip: `10.0.0.${index}` }, ...(isDual ? [{ ip: `fd00::${index}` }] : [])] },
  }));
const pods = fc.tuple(...Array.from({ length: PODS }, (_, index) => podOf(index + 1)));
const place = fc.nat({ max: PODS - 1 });
const needed = few(fc.record({ from: place, to: place, port: pick(80, 81) }), 6);
type Needed = typeof needed extends fc.Arbitrary<infer T> ? T : never;

const idOf = ({ metadata }: RawObject): string => `${metadata.namespace}/${metadata.name}`;
const textOf = (values: Record<string, string> | null | undefined): string =>
  JSON.stringify(Object.entries(values ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
/** Pods that labels do not tell apart are one. */
const kindOf = ({ metadata }: RawObject): string => `${metadata.namespace} ${textOf(metadata.labels)}`;

function flowsOf(world: readonly RawObject[], drawn: Needed): ObservedFlow[] {
  return drawn.map(({ from, to, port }, at) => ({
    line: at + 1,
    from: [`pod:${idOf(world[from] as RawObject)}`],
    to: [`pod:${idOf(world[to] as RawObject)}`],
    port,
    protocol: 'TCP',
  }));
}

function fixesOf(objects: readonly RawObject[], observed: readonly ObservedFlow[], replace: boolean): NamespaceFix[] {
  return [...new NetworkFixer(readAll(...objects), { cni: 'calico', observed, replace }).fix().namespaces];
}

const manifestsOf = (fixes: readonly NamespaceFix[]): PolicyManifest[] =>
  fixes.flatMap(({ policies }) => [...policies.allow, policies.deny]);
const raw = (policies: readonly AnyPolicy[]): RawObject[] => policies as unknown as RawObject[];

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

/** Every pair of pods that are two. */
function everyFlow(world: readonly RawObject[]): (Flow & { readonly source: RawObject; readonly target: RawObject })[] {
  return world.flatMap((source) =>
    world
      .filter((target) => target !== source)
      .flatMap((target) =>
        PORTS.map((port) => ({ source, target, from: idOf(source), to: idOf(target), port, protocol: 'TCP' })),
      ),
  );
}

const names = (world: readonly RawObject[]): Flow[] =>
  world.flatMap((source) =>
    ['TCP', 'UDP'].map((protocol) => ({ from: idOf(source), to: 'kube-system/dns', port: 53, protocol })),
  );

/** The policies with one rule less, one after the other. */
function withoutEach(policies: readonly PolicyManifest[]): PolicyManifest[][] {
  return policies.flatMap((one, at) =>
    (['ingress', 'egress'] as const).flatMap((side) =>
      (one.spec[side] ?? []).map((_, rule) => {
        const rules: readonly RuleManifest[] = one.spec[side]?.toSpliced(rule, 1) ?? [];
        return policies.with(at, { ...one, spec: { ...one.spec, [side]: rules } });
      }),
    ),
  );
}

it('keeps each need, refuses every other pair, has names answered, and has no rule to spare', () => {
  let kept = 0;
  fc.assert(
    fc.property(pods, needed, (world, drawn) => {
      const objects = [...world, ...DNS];
      const fixes = fixesOf(objects, flowsOf(world, drawn), false);
      expect(fixes.filter(({ ready }) => !ready).map(({ gates }) => gates)).toEqual([]);
      const policies = manifestsOf(fixes);
      const after = [...objects, ...raw(policies)];
      const keys = new Set(
        drawn.map(
          ({ from, to, port }) => `${kindOf(world[from] as RawObject)} ${kindOf(world[to] as RawObject)} ${port}`,
        ),
      );
      const wanted: Flow[] = names(world);
      for (const flow of everyFlow(world)) {
        const isNeeded = keys.has(`${kindOf(flow.source)} ${kindOf(flow.target)} ${flow.port}`);
        if (isNeeded) wanted.push(flow);
        expect([flow.from, flow.to, flow.port, naiveConnects(after, flow, 'calico')]).toEqual([
          flow.from,
          flow.to,
          flow.port,
          isNeeded ? 'allow' : 'deny',
        ]);
      }
      kept += wanted.length;
      for (const flow of names(world)) expect(naiveConnects(after, flow, 'calico')).toBe('allow');
      for (const less of withoutEach(policies)) {
        const changed = [...objects, ...raw(less)];
        expect(wanted.some((flow) => naiveConnects(changed, flow, 'calico') !== 'allow')).toBe(true);
      }
    }),
    { numRuns: 40, seed: 20261130 },
  );
  expect(kept).toBeGreaterThan(400);
});

const OLDER = {
  calico: few(fc.oneof(policy, calicoPolicy), 4, 1),
  cilium: few(fc.oneof(policy, ciliumPolicy), 4, 1),
};

it.each(['calico', 'cilium'] as const)('opens nothing beside older policies or in their stead, under %s', (cni) => {
  const counts = { ready: 0, all: 0, refused: 0, retired: 0 };
  fc.assert(
    fc.property(pods, needed, OLDER[cni], (world, drawn, older) => {
      const objects = [...world, ...DNS];
      const before = [...objects, ...distinct(older)];
      const fixer = new NetworkFixer(readAll(...before), { cni, observed: flowsOf(world, drawn), replace: true });
      const fixes = [...fixer.fix().namespaces];
      const ready = fixes.filter((one) => one.ready);
      counts.all += fixes.length;
      counts.ready += ready.length;
      counts.refused += fixes.reduce((sum, { refused }) => sum + refused.length, 0);
      const policies = raw(ready.flatMap(({ policies: own }) => policiesIn(own)));
      const gone = new Set(ready.flatMap(({ retired }) => retired));
      counts.retired += gone.size;
      const beside = [...before, ...policies];
      const after = beside.filter((one) => !gone.has(objectId(identityOf(one))));
      for (const flow of everyFlow(world)) {
        if (naiveConnects(before, flow, cni) !== 'deny') continue;
        for (const objectsThen of [beside, after]) expect(naiveConnects(objectsThen, flow, cni)).not.toBe('allow');
      }
    }),
    { numRuns: 40, seed: 20261130 },
  );
  expect(counts.ready / counts.all).toBeGreaterThan(0.4);
  expect(counts.refused).toBeGreaterThan(20);
  expect(counts.retired).toBeGreaterThan(20);
});

/** The API server has one object of a kind and name. */
function distinct(objects: readonly RawObject[]): RawObject[] {
  return [...new Map(objects.map((one) => [objectId(identityOf(one)), one])).values()];
}

function identityOf({ apiVersion = '', kind, metadata }: RawObject): Parameters<typeof objectId>[0] {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return { objectKind: kind, group, namespace: metadata.namespace ?? '', name: metadata.name };
}
