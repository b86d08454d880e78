// Over all examples: rights and pods of others, drawn at random, take no reader and no path away and make none less certain.
import { analyse, FactsBuilder, OriginTable, techniques } from '@watertight/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleFolder, exampleNames, readAnswer } from './answer.ts';
import { namespaceOf } from './cluster.ts';
import { CERTAINTIES } from './path.ts';
import type { Certainty } from './path.ts';
import type { Raw } from './raw.ts';
import { readFolder, readText } from './read-folder.ts';

/** Drawn inputs for each example. */
const RUNS = 4;
const API = 'rbac.authorization.k8s.io';

type Settings = Parameters<typeof analyse>[1];

function exposureOf(objects: readonly Raw[], version: string, settings?: Settings): ReturnType<typeof analyse> {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, {
    defaultNamespace: 'default',
    ...(version !== '' && { kubernetesVersion: version }),
  });
  for (const object of objects)
    builder.add(object, origins.add({ source: 'raw', offset: 0, length: 0, base: '', format: 'json' }));
  return analyse(builder.finish(), settings);
}

/** Reader and asset → certainty. */
function readersOf(objects: readonly Raw[], version: string): Map<string, Certainty> {
  const exposure = exposureOf(objects, version);
  return new Map(
    exposure
      .assetIds()
      .flatMap((asset) =>
        exposure
          .readersOf(exposure.targetNode(asset) as number, asset)
          .map(({ id, certainty }): [string, Certainty] => [`${id} → ${asset}`, certainty]),
      ),
  );
}

const rule = fc.record({
  apiGroups: fc.constantFrom(['*'], [''], ['apps'], [API], ['velero.io', 'bitnami.com']),
  resources: fc.constantFrom(
    ['*'],
    ['secrets', 'configmaps'],
    ['pods', 'pods/exec', 'pods/binding'],
    ['serviceaccounts', 'serviceaccounts/token'],
    ['persistentvolumes', 'deployments'],
    ['rolebindings', 'clusterroles'],
  ),
  verbs: fc.constantFrom(['*'], ['get'], ['list', 'watch'], ['create'], ['create', 'patch'], ['bind', 'impersonate']),
  resourceNames: fc.constantFrom<string[][]>([], [], ['web'], ['unrelated', 'db']),
});

const subjects = [{ apiGroup: API, kind: 'User', name: 'unrelated' }];

/** A role with its binding: of the whole cluster where the namespace is empty. */
function granted(namespace: string, rules: readonly unknown[]): Raw[] {
  const prefix = namespace === '' ? 'Cluster' : '';
  const metadata = { name: 'unrelated', ...(namespace !== '' && { namespace }) };
  const roleRef = { apiGroup: API, kind: `${prefix}Role`, name: 'unrelated' };
  return [
    { apiVersion: `${API}/v1`, kind: `${prefix}Role`, metadata, rules },
    { apiVersion: `${API}/v1`, kind: `${prefix}RoleBinding`, metadata, roleRef, subjects },
  ];
}

function pod(namespace: string, nodeName: string, isPrivileged: boolean): Raw {
  const container = { name: 'c', image: 'unrelated', ...(isPrivileged && { securityContext: { privileged: true } }) };
  const spec = { serviceAccountName: 'unrelated', containers: [container], ...(nodeName !== '' && { nodeName }) };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'unrelated', namespace }, spec };
}

const others = (namespaces: readonly string[]): fc.Arbitrary<Raw[]> => {
  const namespace = fc.constantFrom(...namespaces);
  const rules = fc.array(rule, { minLength: 1, maxLength: 2 });
  const parts = fc.oneof(
    rules.map((drawn) => granted('', drawn)),
    fc.tuple(namespace, rules).map(([place, drawn]) => granted(place, drawn)),
    fc.tuple(namespace, fc.constantFrom('', 'n1', 'unrelated'), fc.boolean()).map((drawn) => [pod(...drawn)]),
  );
  return fc.array(parts, { minLength: 1, maxLength: 3 }).map((drawn) => drawn.flat());
};

describe.each(exampleNames())('examples/%s', (name) => {
  const version = readAnswer(name).kubernetesVersion ?? '';
  const objects = readFolder(exampleFolder(name));

  it('keeps its readers, whatever others may do besides', () => {
    const before = readersOf(objects, version);
    const namespaces = [...new Set(objects.map(namespaceOf).filter((namespace) => namespace !== '')), 'unrelated'];
    fc.assert(
      fc.property(others(namespaces), (more) => {
        const after = readersOf([...objects, ...more], version);
        for (const [reader, certainty] of before) {
          const now = after.get(reader);
          expect(now, `${reader} stays`).toBeDefined();
          expect(CERTAINTIES.indexOf(now as Certainty), `${reader} is as certain`).toBeLessThanOrEqual(
            CERTAINTIES.indexOf(certainty),
          );
        }
      }),
      { numRuns: RUNS, seed: 23 },
    );
  });
});

/** Everything, in the whole cluster and in one namespace: what others hold everywhere hides nobody who holds it in one place. */
const ALL = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };

describe.each(techniques.map((technique) => [technique.id, technique] as const))('%s', (_, technique) => {
  it.each(technique.examples.exposed.map((example) => [example.name, example] as const))(
    'is not hidden by others: %s',
    (_name, { manifests, from, to, certainty, kubernetesVersion = '', with: besides = [] }) => {
      const used = techniques.filter(({ id }) => id === technique.id || besides.includes(id));
      const holders = [
        granted('', [ALL]),
        granted('unrelated', [ALL]),
        [...granted('shop', [ALL]), ...granted('', [ALL])],
      ];
      for (const more of holders) {
        const reached = exposureOf([...readText(manifests), ...more], kubernetesVersion, { techniques: used }).reachOf(
          from,
        );
        const found = reached.find(({ id }) => id === to)?.certainty;
        expect(CERTAINTIES.indexOf(found as Certainty), `${from} → ${to}`).toBeGreaterThanOrEqual(0);
        expect(CERTAINTIES.indexOf(found as Certainty)).toBeLessThanOrEqual(worst(certainty, besides.length));
      }
    },
  );
});

/** Steps of other techniques may be less certain than the example's own. */
function worst(certainty: Certainty = 'certain', besides: number): number {
  return besides > 0 ? CERTAINTIES.length - 1 : CERTAINTIES.indexOf(certainty);
}
