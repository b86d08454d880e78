// Every path that is shown is found again by its id, proved and rated as it was shown.
import { describe, expect, it } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { techniques } from '../techniques/list.ts';
import { factsOf } from '../testing/facts-of.ts';
import type { Exposure } from './exposure.ts';
import { findPath } from './find-path.ts';
import { scanExposure } from './scan.ts';

/** Plain grants, relations, joins of several premises (B7, E3), and targets that are no Secret (B1). */
const CHOSEN = ['A1', 'B1', 'B7', 'C1', 'E3'];

const inputs = techniques
  .filter(({ id }) => CHOSEN.includes(id))
  .map(({ id, examples }) => [id, examples.exposed[0]?.manifests ?? ''] as const);

interface Shown {
  pathId(): string;
  prove(): unknown;
  readonly severity: string;
}

/** In the order in which an id is looked for: of two paths of one id the first counts. */
function shownBy(exposure: Exposure): Shown[] {
  const ids = exposure.assetIds();
  return [
    ...ids.flatMap((id) => exposure.readersOf(exposure.targetNode(id) as number, id)),
    ...exposure.positions.flatMap(({ id }) => exposure.reachOf(id)),
  ];
}

describe.each(inputs)('an example of %s', (_id, manifests) => {
  const exposure = analyse(factsOf(manifests));

  it('has the same id with and without a proof, whether asked by target or by position', () => {
    const shown = shownBy(exposure);
    expect(shown.length).toBeGreaterThan(0);
    for (const fact of shown) expect(fact.prove()).toMatchObject({ id: fact.pathId() });
  });

  it('gives each path by its id', () => {
    const first = new Map<string, Shown>();
    for (const fact of shownBy(exposure).toReversed()) first.set(fact.pathId(), fact);
    for (const [id, fact] of [...first].slice(-40)) {
      expect(findPath(exposure, id)).toEqual({ path: fact.prove(), severity: fact.severity });
    }
  });

  it('gives no path for an id that none has', () => {
    expect(findPath(exposure, 'p-000000000000')).toBeUndefined();
  });
});

it('finds what only a position reaches, beside Secrets', () => {
  const exposure = analyse(factsOf(inputs.find(([id]) => id === 'B1')?.[1] ?? ''));
  const reached = exposure.reachOf('serviceaccount:shop/app').find(({ id }) => id === 'serviceaccount:shop/boss');
  expect(findPath(exposure, reached?.pathId() ?? '')?.path).toMatchObject({ to: 'serviceaccount:shop/boss' });
});

it('finds exposures of a scan', () => {
  const exposure = analyse(factsOf(inputs.map(([, manifests]) => manifests).join('\n---\n')));
  const { worst } = scanExposure(exposure, exposure.assetIds(), 20);
  for (const { reader } of worst)
    expect(findPath(exposure, reader.prove().id)).toEqual({ path: reader.prove(), severity: reader.severity });
});
