// The scan of all Secrets at once says the same as asking for each one's readers.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { techniques } from '../techniques/list.ts';
import { factsOf } from '../testing/facts-of.ts';
import { scanExposure } from './scan.ts';
import { SEVERITIES } from './severity.ts';

/** Every example's manifests, each in namespaces of its own, as one cluster. */
function wholeCluster(): string {
  return techniques
    .flatMap(({ id, examples }) =>
      [...examples.exposed, ...examples.safe].map(({ manifests }, index) => ({
        manifests,
        suffix: `${id.toLowerCase()}-${index}`,
      })),
    )
    .map(({ manifests, suffix }) =>
      manifests.replaceAll(/\bshop\b/g, `shop-${suffix}`).replaceAll(/name: granted\b/g, `name: granted-${suffix}`),
    )
    .join('\n---\n');
}

test('counts, severities and pairs equal those of single questions', () => {
  const exposure = analyse(factsOf(wholeCluster()));
  const ids = exposure.assetIds();
  const scan = scanExposure(exposure, ids, Number.POSITIVE_INFINITY);
  let pairs = 0;
  for (const asset of scan.assets) {
    const readers = exposure.readersOf(exposure.targetNode(asset.id) as number, asset.id);
    const open = readers.filter(({ expected, declared }) => !expected && !declared);
    pairs += open.length;
    expect(asset.readers, `readers of ${asset.id}`).toEqual({
      total: readers.length,
      expected: readers.filter(({ expected }) => expected).length,
      declared: readers.filter(({ expected, declared }) => declared && !expected).length,
    });
    const worst = open.map(({ severity }) => SEVERITIES.indexOf(severity)).toSorted((a, b) => a - b)[0];
    expect(asset.severity, `severity of ${asset.id}`).toBe(worst === undefined ? 'info' : SEVERITIES[worst]);
    const listed = scan.worst
      .filter((pair) => pair.asset === asset.id)
      .map(({ reader }) => `${reader.id} ${reader.certainty} ${reader.severity}`);
    expect(listed.toSorted(), `pairs of ${asset.id}`).toEqual(
      open.map(({ id, certainty, severity }) => `${id} ${certainty} ${severity}`).toSorted(),
    );
  }
  expect(scan.pairs).toBe(pairs);
});

test('a proof made for one pair equals the proof made with all distances at hand', () => {
  const exposure = analyse(factsOf(wholeCluster()));
  const { worst } = scanExposure(exposure, exposure.assetIds(), 300);
  expect(worst.length).toBeGreaterThan(100);
  for (const { asset, reader } of worst) {
    const same = exposure.readersOf(exposure.targetNode(asset) as number, asset).find(({ id }) => id === reader.id);
    expect(reader.prove()).toEqual(same?.prove());
  }
});
