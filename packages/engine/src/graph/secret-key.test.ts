// A question about one key of a Secret: who takes only another key is no reader of it.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { deploymentManifest, secretManifest } from '../techniques/example-manifests.ts';
import { factsOf } from '../testing/facts-of.ts';

const env = (key: string): string =>
  deploymentManifest(
    `{ containers: [{ name: web, image: web, env: [{ name: P, valueFrom: { secretKeyRef: { name: db, key: ${key} } } }] }] }`,
  );
const whole = deploymentManifest('{ containers: [{ name: web, image: web, envFrom: [{ secretRef: { name: db } }] }] }');
const item = (key: string): string =>
  deploymentManifest(
    `{ containers: [{ name: web, image: web, volumeMounts: [{ name: v, mountPath: /s }] }], volumes: [{ name: v, secret: { secretName: db, items: [{ key: ${key}, path: p }] } }] }`,
  );

test.each([
  ['that key in the environment', env('password'), true],
  ['another key in the environment', env('user'), false],
  ['all keys', whole, true],
  ['that key in a volume', item('password'), true],
  ['another key in a volume', item('user'), false],
])('%s', (_, workload, reads) => {
  const exposure = analyse(factsOf(secretManifest() + workload), {
    onlyKey: { kind: 'secret', namespace: 'shop', name: 'db', key: 'password' },
  });
  const ids = exposure.readersOf(exposure.targetNode('secret:shop/db') as number, 'secret:shop/db').map(({ id }) => id);
  expect(ids.includes('deployment:shop/web')).toBe(reads);
  expect(ids, 'the node gets the whole object').toContain('node:*');
});
