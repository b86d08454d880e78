// Decides every row of the conformance table, and its twin, on a real API server.
import { beforeAll, describe, expect, test } from 'vitest';
import { hasCluster, VERSIONS } from '../cluster/versions.ts';
import { withCluster } from '../cluster/with-cluster.ts';
import { applyCases } from './apply-cases.ts';
import { askServer, type ServerVerdict } from './ask-server.ts';
import { casesOf, holdsIn } from './cases.ts';
import { topics } from './table.ts';

/** Eight hundred namespaces on a machine that runs all other tests besides; reaching it is a failure, not slowness. */
const SETTING_UP_MS = 600_000;

/** Whether the authorizers allow what has this verdict. */
const isAllowed = (verdict: string): boolean => verdict !== 'denied' && verdict !== '403';

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  const shown = topics.map(({ title, rows }) => [title, rows.filter((row) => holdsIn(row, version))] as const);
  const cases = shown.flatMap(([, rows]) => rows.flatMap(casesOf));

  describe.skipIf(!hasCluster(version))(`the conformance table (needs kubernetes-${version})`, () => {
    let verdicts: ReadonlyMap<string, ServerVerdict> = new Map();

    beforeAll(async () => {
      await withCluster(version, async (cluster) => {
        const remove = await applyCases(cluster, cases);
        verdicts = await askServer(cluster, cases);
        await remove();
      });
    }, SETTING_UP_MS);

    describe.each(shown)('%s', (_, rows) => {
      test.each(rows)('$id', (row) => {
        for (const one of casesOf(row)) {
          const seen = verdicts.get(one.id);
          expect({ id: one.id, verdict: seen?.verdict, message: seen?.message }).toMatchObject({
            id: one.id,
            verdict: one.verdict,
          });
          if (one.as === undefined)
            expect({ id: one.id, review: seen?.allowed }).toEqual({ id: one.id, review: isAllowed(one.verdict) });
        }
      });
    });
  });
});
