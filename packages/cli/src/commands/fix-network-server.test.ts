// A real API server takes the manifests of a fix under strict validation of fields, each stage's as well.
import path from 'node:path';
import type { NetworkFixResult } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import { hasCluster, VERSIONS } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../../../../examples/seed-network');
const NAMESPACE = 'web';

const QUERY = 'fieldManager=watertight&fieldValidation=Strict&force=true';
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };

interface Manifest {
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  test.skipIf(!hasCluster(version))(`takes every stage (needs kubernetes-${version})`, async () => {
    const { stdout } = await runInProcess(['fix', 'network', '-n', NAMESPACE, '-f', EXAMPLE, '-o', 'json']);
    const [fix] = (JSON.parse(stdout) as NetworkFixResult).namespaces;
    const manifests = (fix?.stages ?? []).flatMap(({ apply }) => apply) as Manifest[];
    expect(manifests.length).toBeGreaterThan(2);
    await withCluster(version, async ({ admin }) => {
      const { client } = admin;
      await client.send('POST', '/api/v1/namespaces', namespace);
      const applied = async (manifest: Manifest): Promise<number> => {
        const place = `/apis/networking.k8s.io/v1/namespaces/${NAMESPACE}/networkpolicies/${manifest.metadata.name}`;
        const settings = { contentType: 'application/apply-patch+yaml' };
        return (await client.send('PATCH', `${place}?${QUERY}`, manifest, settings)).status;
      };
      for (const manifest of manifests) expect([200, 201]).toContain(await applied(manifest));
      const [first] = manifests as [Manifest];
      expect(await applied({ ...first, spec: { ...first.spec, policyType: [] } })).not.toBeLessThan(400);
    });
  });
});
