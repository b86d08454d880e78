// Over every example: a step falls with its evidence, an unrelated object changes nothing, and direct readers equal brute force.
import { analyse, FactsBuilder, objectId, OriginTable } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import { answerOf, exampleFolder, exampleNames, readAnswer } from './answer.ts';
import type { EngineAsset } from './answer.ts';
import { bootstrapPolicy } from './bootstrap-policy.ts';
import { callers, directReaders } from './brute-force.ts';
import { Cluster, namespaceOf } from './cluster.ts';
import { callerOf } from './identities.ts';
import { without } from './mutate.ts';
import type { Path, PathStep } from './path.ts';
import type { Raw } from './raw.ts';
import { readFolder } from './read-folder.ts';
import { verifyIn } from './verify.ts';

/** The engine's answer on raw objects, without the command around it. */
function readersOf(objects: readonly Raw[], version: string): EngineAsset[] {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, {
    defaultNamespace: 'default',
    ...(version !== '' && { kubernetesVersion: version }),
  });
  for (const object of objects)
    builder.add(object, origins.add({ source: 'raw', offset: 0, length: 0, base: '', format: 'json' }));
  const exposure = analyse(builder.finish());
  return exposure.assetIds().map((asset) => ({
    asset,
    inInput: exposure.isInInput(asset),
    readers: exposure.readersOf(exposure.targetNode(asset) as number, asset).map((reader) => {
      const { id, certainty, expected, declared, severity } = reader;
      const path = reader.prove();
      const steps = path.steps.map((step) => ({
        ...step,
        evidence: step.evidence.map(({ object, pointer }) => ({
          object: objectId(object),
          ...(pointer !== undefined && { pointer }),
        })),
      }));
      return { id, certainty, expected, declared, hops: path.hops, path: { ...path, severity, steps } };
    }),
  }));
}

const clusterOf = (objects: readonly Raw[], version: string): Cluster =>
  new Cluster(objects, bootstrapPolicy(version), version);

const openPaths = (assets: readonly EngineAsset[]): Path[] =>
  assets.flatMap(({ readers }) => readers.filter(({ expected }) => !expected).map(({ path }) => path));

const sameStep = (a: PathStep, b: PathStep): boolean =>
  a.technique === b.technique && a.from === b.from && a.to === b.to;

/** A pointer into the middle of a list would point to the next item once its own is gone, so the text is compared too. */
const cites = (step: PathStep, other: PathStep): boolean =>
  JSON.stringify(step.evidence) === JSON.stringify(other.evidence) && step.because === other.because;

describe.each(exampleNames())('examples/%s', (name) => {
  const version = readAnswer(name).kubernetesVersion ?? '';
  const objects = readFolder(exampleFolder(name));
  const cluster = clusterOf(objects, version);

  it('has, as readers in one step through the API, exactly those that may make a disclosing request', () => {
    for (const { asset, readers } of readersOf(objects, version)) {
      const direct = readers
        .filter(({ hops, path }) => hops === 1 && /^(?:A\d|L1)$/.test(path.steps[0]?.technique ?? ''))
        .map(({ id }) => id);
      expect({ asset, readers: direct.toSorted() }).toEqual({ asset, readers: directReaders(cluster, asset) });
    }
  });

  it('loses each step with the evidence that it cites', () => {
    for (const path of openPaths(readersOf(objects, version))) {
      for (const step of path.steps) {
        for (const evidence of step.evidence) {
          const fewer = without(objects, evidence.object, evidence.pointer ?? '');
          if (fewer === undefined) continue;
          const left = openPaths(readersOf(fewer, version));
          const survivors = left
            .filter(({ from, to }) => from === path.from && to === path.to)
            .flatMap(({ steps }) => steps.filter((other) => sameStep(other, step)));
          const removed = `${evidence.object} ${evidence.pointer ?? ''} of ${path.from} → ${path.to}`;
          const faults = left.flatMap((other) => verifyIn(clusterOf(fewer, version), other).problems);
          expect({ removed, faults }).toEqual({ removed, faults: [] });
          expect({
            removed,
            survivors: survivors.filter((other) => cites(other, step) && !isShift(evidence.pointer)),
          }).toEqual({ removed, survivors: [] });
        }
      }
    }
  });

  it('has no path that would also hold from a caller that does not read', () => {
    for (const { asset, readers } of readersOf(objects, version)) {
      const reading = new Set(readers.map(({ id }) => id));
      const others = [...callers(cluster)].filter((id) => !reading.has(id) && !id.startsWith('node:'));
      for (const path of openPaths([{ asset, inInput: true, readers }])) {
        const accepted = others.filter(
          (other) => callerOf(path.from) !== undefined && verifyIn(cluster, startedAt(path, other)).ok,
        );
        expect({ asset, from: path.from, accepted }).toEqual({ asset, from: path.from, accepted: [] });
      }
    }
  });

  it('does not change with an object that has nothing to do with it', () => {
    const namespace = objects.map(namespaceOf).find((found) => found !== '') ?? 'default';
    const unrelated = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'unrelated', namespace }, data: { note: 'nothing' } },
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'unrelated' }, value: 1 },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'unrelated', namespace },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
      },
    ];
    const before = readersOf(objects, version);
    const after = readersOf([...objects, ...unrelated], version);
    expect(answerOf(after)).toEqual(answerOf(before));
    expect(openPaths(after)).toEqual(openPaths(before));
  });
});

/** The same path, begun by somebody else. */
function startedAt(path: Path, from: string): Path {
  const steps = path.steps.map((step) => (step.from === path.from ? { ...step, from } : step));
  return { ...path, from, steps };
}

/** After an item of a list is removed, the next one stands at its pointer, and may be the step's new ground. */
function isShift(pointer = ''): boolean {
  return /\/\d+$/.test(pointer);
}
