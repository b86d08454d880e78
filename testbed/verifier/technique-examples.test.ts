// Over every technique's own examples: its paths are re-derived, and refused on the twin that is safe.
import { analyse, FactsBuilder, objectId, OriginTable, techniques } from '@watertight/engine';
import type { Technique } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import type { Path } from './path.ts';
import type { Raw } from './raw.ts';
import { readText } from './read-folder.ts';
import { verify } from './verify.ts';

type Example = Technique['examples']['exposed'][number];

const inputs = new Map<Example, readonly Raw[]>();

function objectsOf(example: Example): readonly Raw[] {
  const known = inputs.get(example) ?? readText(example.manifests);
  inputs.set(example, known);
  return known;
}

/** The engine's path over the technique and those that the example names, evidence by id. */
function pathOf(technique: Technique, example: Example): Path | undefined {
  const origins = new OriginTable();
  const version = example.kubernetesVersion;
  const builder = new FactsBuilder(origins, {
    defaultNamespace: 'default',
    ...(version !== undefined && { kubernetesVersion: version }),
  });
  for (const object of objectsOf(example))
    builder.add(object, origins.add({ source: 'raw', offset: 0, length: 0, base: '', format: 'json' }));
  const used = techniques.filter(({ id }) => id === technique.id || example.with?.includes(id) === true);
  const path = analyse(builder.finish(), { techniques: used })
    .reachOf(example.from)
    .find(({ id }) => id === example.to)
    ?.prove();
  if (path === undefined) return undefined;
  const steps = path.steps.map((step) => ({
    ...step,
    evidence: step.evidence.map(({ object, pointer }) => ({
      object: objectId(object),
      ...(pointer !== undefined && { pointer }),
    })),
  }));
  return { ...path, steps };
}

describe.each(techniques.map((technique) => [technique.id, technique] as const))('%s', (_, technique) => {
  const proved = technique.examples.exposed.map((example) => ({ example, path: pathOf(technique, example) }));

  it.each(proved.map((entry) => [entry.example.name, entry] as const))('holds: %s', (_name, { example, path }) => {
    expect(path).toBeDefined();
    expect(verify(objectsOf(example), path as Path, example.kubernetesVersion).problems).toEqual([]);
  });

  it.each(technique.examples.safe.map((example) => [example.name, example] as const))(
    'is refused: %s',
    (_name, example) => {
      for (const {
        path,
        example: { name },
      } of proved.filter((other) => other.path?.from === example.from && other.path.to === example.to)) {
        expect({ name, ok: verify(objectsOf(example), path as Path, example.kubernetesVersion).ok }).toEqual({
          name,
          ok: false,
        });
      }
    },
  );
});
