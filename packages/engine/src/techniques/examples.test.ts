// Every technique's examples: each exposed one gives a path whose step is of this technique, each safe one none.
import { describe, expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import type { ProvedPath } from '../graph/prove.ts';
import type { Technique, TechniqueExample } from '../graph/rule-types.ts';
import { factsOf } from '../testing/facts-of.ts';
import { techniques } from './list.ts';

/** The path from the example's position to its target over this technique and the folds alone, or with the others' help. */
function pathOf(technique: Technique, example: TechniqueExample): ProvedPath | undefined {
  const used = [technique, ...techniques.filter(({ id }) => example.with?.includes(id))];
  const exposure = analyse(factsOf(example.manifests, example.kubernetesVersion), { techniques: used });
  return exposure
    .reachOf(example.from)
    .find(({ id }) => id === example.to)
    ?.prove();
}

describe.each(techniques.map((technique) => [technique.id, technique] as const))('%s', (_, technique) => {
  test.each(technique.examples.exposed)('exposed: $name', (example) => {
    const path = pathOf(technique, example);
    expect(path, 'a path').toBeDefined();
    const step = path?.steps.find(({ technique: id }) => id === technique.id);
    expect(step?.certainty).toBe(example.certainty);
    expect(step?.evidence.length, 'evidence').toBeGreaterThan(0);
    for (const { conditions, certainty } of path?.steps ?? [])
      expect(conditions.length === 0).toBe(certainty === 'certain');
  });

  test.each(technique.examples.safe)('safe: $name', (example) => {
    expect(pathOf(technique, example)).toBeUndefined();
  });

  test('each safe example has a target that stands in its input', () => {
    for (const example of technique.examples.safe) {
      const exposure = analyse(factsOf(example.manifests, example.kubernetesVersion), { techniques: [technique] });
      expect(exposure.targetNode(example.from), `${example.name}: ${example.from}`).toBeDefined();
    }
  });
});
