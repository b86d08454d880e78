// Every technique's examples, replayed against a real API server: what is exposed is confirmed, its safe twin is refuted.
import { techniques } from '@watertight/engine';
import type { ProveOutcome, Technique } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCluster } from '../../../../testbed/cluster/start-cluster.ts';
import type { RunningCluster } from '../../../../testbed/cluster/start-cluster.ts';
import { connect } from '../../../../testbed/cluster/cluster.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { audited } from '../testing/audited.ts';
import { pathOf, replay, withObjects } from '../testing/example-cluster.ts';
import type { Example } from '../testing/example-cluster.ts';

/** Steps without a request, and steps that rest on more than their requests: refuted at most, never confirmed. */
const NOT_TESTABLE = /^(?:A10\/a Helm|B8|B17|B18|C11|E4|F\d|G1|G6|H1\/stand|I9|J\d|L[235-9]|M\d)/;
/** Custom resources that the testbed does not serve, and the API of a version long past. */
const NOT_SERVED = /^(?:A10\/(?!a Helm)|D3|G3|I[1-8]|D2\/the group that served Deployments first)/;
/** The example names a webhook configuration that it does not hold. */
const ABSENT = /^H1\/change one mutating webhook/;

/** Twins whose difference is not in what the position may do. The API server is asked about that alone; the rest is for the facts. */
const SAFE_BY_FACTS = [
  // The server at hand is of another version than the twin.
  'B5/a version without it',
  'C1/get since 1.35',
  'C2/get since 1.35',
  'C3/get since 1.35',
  'C5/any Secret before 1.33',
  'H2/a version without mutating policies',
  // What state an object is in, or which pods a Service selects.
  'C1/a pod that has ended',
  'C3/a pod that has ended',
  'C4/a Service that selects other pods',
  'C4/a Service without selector',
  'E3/the pod runs elsewhere already',
  'G5/the volume is in use',
  'G5/the data are deleted',
  // What the object or the log holds: the right to read it is there.
  'L1/a reference instead of a literal',
  'L4/personal data is no credential',
  'L4/another container’s log',
  // The name is taken; of a Secret, nothing is tried out, since the answer would hold it.
  'B7/create and patch by a name that is taken',
  // NodeRestriction, which is admission and no authorizer, judges the audience; a token is not tried out, since the answer would be one.
  'E1/a pod without a token',
  'E1/a token for another audience',
  'E1/a driver that is given tokens for another audience',
  'E1/a volume of another driver',
  'E1/a claim of another volume',
  'E1/the right to ask for another audience',
  'E1/the right to ask for tokens of another account',
  'E1/the right to ask is another node’s',
  // Which policy a binding puts to work: the right to change the policy is there.
  'H2/a policy that is bound, by another kind of binding',
];

function expectedOf(name: string): ProveOutcome {
  if (NOT_SERVED.test(name) || ABSENT.test(name)) return 'refuted';
  return NOT_TESTABLE.test(name) ? 'not-testable' : 'confirmed';
}

const all = techniques.map((technique) => [technique.id, technique] as const);

describe.skipIf(!hasCluster('1.37'))('examples in a cluster (needs kubernetes-1.37)', () => {
  let running: RunningCluster;
  let cluster: Cluster;
  beforeAll(async () => {
    running = await startCluster('1.37', {});
    cluster = connect(running.place);
  });
  afterAll(async () => {
    await cluster.close();
    await running.stop();
  });

  let refuted = 0;

  /** Of the exposed example's path in a cluster that holds these objects: of the whole, and of the step of this technique. */
  async function outcomes(technique: Technique, exposed: Example, manifests: string): Promise<[string, string]> {
    const path = pathOf(technique, exposed);
    if (path === undefined) return ['no path', 'no path'];
    const { steps, paths } = await withObjects(cluster, manifests, async () => await replay(cluster, [path]));
    const own = steps.findLast((step) => step.technique === technique.id);
    return [paths[0]?.result ?? '', own?.result ?? ''];
  }

  test.each(all)('%s: exposed', async (id, technique) => {
    for (const exposed of technique.examples.exposed) {
      // The server's version has no such way.
      if (id === 'C1' && exposed.name === 'get, version unknown') continue;
      const name = `${id}/${exposed.name}`;
      const [, own] = await outcomes(technique, exposed, exposed.manifests);
      expect(`${name}: ${own}`).toBe(`${name}: ${lastStepOf(name)}`);
    }
  });

  test.each(all)('%s: no safe twin is confirmed', async (id, technique) => {
    for (const safe of technique.examples.safe) {
      const name = `${id}/${safe.name}`;
      const twins = technique.examples.exposed.filter(({ from, to }) => from === safe.from && to === safe.to);
      for (const exposed of twins) {
        const [whole] = await outcomes(technique, exposed, safe.manifests);
        if (whole === 'no path' || SAFE_BY_FACTS.includes(name)) continue;
        const isOpen = NOT_TESTABLE.test(`${id}/${exposed.name}`);
        const allowed = isOpen ? ['refuted', 'not-testable'] : ['refuted'];
        expect(allowed, `${name} as ${exposed.name}`).toContain(whole);
        if (whole === 'refuted') refuted++;
      }
    }
  });

  test('nothing but reviews, dry runs and reads of roles and discovery has reached the server', () => {
    const { others, reviews, dryRuns, reads } = audited(cluster.audit());
    expect(others).toEqual([]);
    expect(refuted).toBeGreaterThan(250);
    expect(reviews).toBeGreaterThan(500);
    expect(dryRuns).toBeGreaterThan(60);
    expect(reads).toBeGreaterThan(60);
  });
});

/** In an example that goes on, the operator's own step comes last. */
function lastStepOf(name: string): ProveOutcome {
  return /^I1\/(?:the values|a store that)/.test(name) ? 'not-testable' : expectedOf(name);
}
