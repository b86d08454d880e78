// Replays each technique that the API server alone decides: its exposed examples give what they promise, their safe twins do not.
import { analyse, FactsBuilder, OriginTable, type Technique, techniques } from '@watertight/engine';
import { beforeAll, describe, expect, test } from 'vitest';
import { VERSIONS, hasCluster } from '../cluster/versions.ts';
import { withCluster } from '../cluster/with-cluster.ts';
import type { Raw } from '../verifier/raw.ts';
import { readText } from '../verifier/read-folder.ts';
import { ATTEMPTS, DECIDED_ELSEWHERE, NOT_REPLAYED } from './attempts.ts';
import { type Replay, renamed } from './example.ts';
import { type Outcome, rehearse, type Rehearsal } from './rehearse.ts';

const [NEWEST] = VERSIONS;
/** Reaching it is a failure, not slowness. */
const SETTING_UP_MS = 600_000;
type Example = Technique['examples']['exposed'][number];

function pathOf(objects: readonly Raw[], technique: Technique, example: Example): Replay['path'] | undefined {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default', kubernetesVersion: NEWEST });
  for (const object of objects)
    builder.add(object, origins.add({ source: 'raw', offset: 0, length: 0, base: '', format: 'json' }));
  const used = techniques.filter(({ id }) => id === technique.id || example.with?.includes(id) === true);
  return analyse(builder.finish(), { techniques: used })
    .reachOf(example.from)
    .find(({ id }) => id === example.to)
    ?.prove();
}

/** Exposed examples that hold in this version, and safe ones with the paths of exposed ones between the same ends. */
function rehearsalsOf(technique: Technique): Rehearsal[] {
  const { id, examples } = technique;
  const replay = (example: Example, path: Replay['path']): Replay => ({
    technique: id,
    name: example.name,
    objects: readText(example.manifests),
    path: { from: path.from, to: path.to, steps: path.steps },
  });
  const exposed = examples.exposed.flatMap((example) => {
    const path = pathOf(readText(example.manifests), technique, example);
    return path === undefined ? [] : [{ replay: replay(example, path), succeeds: true }];
  });
  const elsewhere = DECIDED_ELSEWHERE[id] ?? [];
  const safe = examples.safe
    .filter(({ name }) => !elsewhere.includes(name))
    .filter((example) => pathOf(readText(example.manifests), technique, example) === undefined)
    .flatMap((example) =>
      exposed
        .filter(({ replay: { path } }) => path.from === example.from && path.to === example.to)
        .map((other) => ({ replay: replay(example, other.replay.path), succeeds: false })),
    );
  return [...exposed, ...safe].map((one, index) => ({
    ...one,
    replay: renamed(one.replay, `replay-${id.toLowerCase()}-${index}`),
  }));
}

const replayed = techniques
  .filter(({ id }) => ATTEMPTS[id] !== undefined)
  .map((technique) => [technique.id, rehearsalsOf(technique)] as const);

test('every technique is replayed, or says what decides it', () => {
  const named = [...Object.keys(ATTEMPTS), ...Object.values(NOT_REPLAYED).flat()];
  expect(named.toSorted()).toEqual([...new Set(techniques.map(({ id }) => id))].toSorted());
});

test('every technique that is replayed has an exposed and a safe example that can be', () => {
  const lacking = replayed.filter(
    ([, rehearsals]) => !rehearsals.some((one) => one.succeeds) || !rehearsals.some((one) => !one.succeeds),
  );
  expect(lacking.map(([id]) => id)).toEqual([]);
});

describe.skipIf(!hasCluster(NEWEST))(`replayed end to end (needs kubernetes-${NEWEST})`, () => {
  let outcomes: ReadonlyMap<Rehearsal, Outcome> = new Map();

  beforeAll(async () => {
    await withCluster(NEWEST, async (cluster) => {
      outcomes = await rehearse(
        cluster,
        replayed.flatMap(([, rehearsals]) => rehearsals),
      );
    });
  }, SETTING_UP_MS);

  test.each(replayed)('%s', (_, rehearsals) => {
    const seen = rehearsals.map((one) => [one.replay.name, outcomes.get(one)]);
    expect(seen).toEqual(rehearsals.map((one) => [one.replay.name, one.succeeds]));
  });
});
