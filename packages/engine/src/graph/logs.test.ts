// Logs as assets: what they are called, on which node they stand, and what is not known without the pod.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import type { Exposure } from './exposure.ts';
import { onKind } from '../techniques/credential-examples.ts';
import { deploymentManifest, podManifest, roleManifest } from '../techniques/example-manifests.ts';
import { logFindings } from '../techniques/log-examples.ts';
import { factsOf } from '../testing/facts-of.ts';

const SPEC = '{ containers: [{ name: web, image: web }] }';
const owned = (name: string, node: string): string =>
  podManifest(SPEC.replace('{ ', node === '' ? '{ ' : `{ nodeName: ${node}, `), name).replace(
    'namespace: shop }',
    'namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, controller: true }] }',
  );
const exposureOf = (manifests: string): Exposure => analyse(factsOf(manifests));
const readersOf = (exposure: Exposure, id: string): string[] =>
  exposure
    .readersOf(exposure.targetNode(id) as number, id)
    .filter(({ expected }) => !expected)
    .map(({ id: reader, certainty, declared }) => `${reader} ${certainty}${declared ? ' declared' : ''}`);

const WEB = 'deployment:shop/web#log/web';

test('a log is called after the topmost controller of its pod', () => {
  const exposure = exposureOf(logFindings('web-1') + deploymentManifest(SPEC) + owned('web-1', 'n1'));
  expect(exposure.assetIds()).toEqual([WEB]);
  expect(exposure.credentialFact(WEB)?.keys).toEqual([{ name: 'log/web', length: 40 }]);
});

test('of two pods, the node of the one whose log holds it reads it, and is meant to', () => {
  const pods = deploymentManifest(SPEC) + owned('web-1', 'n1') + owned('web-2', 'n2');
  const one = exposureOf(logFindings('web-1') + pods);
  expect(readersOf(one, WEB)).toEqual(['node:n1 assumed declared']);
  const both = exposureOf(logFindings('web-1') + logFindings('web-2') + pods);
  expect(readersOf(both, WEB)).toEqual(['node:n1 assumed declared', 'node:n2 assumed declared']);
});

test('a pod of no known node', () => {
  const exposure = exposureOf(logFindings() + podManifest(SPEC));
  expect(readersOf(exposure, 'pod:shop/web#log/web')).toEqual(['node:* assumed declared']);
});

test('a right to the log of one pod by name counts where a controller has others', () => {
  const read = (name: string): string => roleManifest({ rules: [onKind('pods/log', 'get', name)] });
  const input = logFindings('web-1') + deploymentManifest(SPEC) + owned('web-1', 'n1') + owned('web-2', 'n1');
  expect(readersOf(exposureOf(input + read('web-1')), WEB)).toContain('serviceaccount:shop/app certain');
  expect(readersOf(exposureOf(input + read('web-2')), WEB)).not.toContain('serviceaccount:shop/app certain');
});

test('without its pod, the node is not known; giving the pod adds it', () => {
  const id = 'pod:shop/web#log/web';
  const without = exposureOf(logFindings());
  expect(without.unknownOf(id).map(({ missing }) => missing)).toEqual(['pod:shop/web']);
  expect(readersOf(without, id)).toEqual([]);
  const given = exposureOf(logFindings() + podManifest(SPEC.replace('{ ', '{ nodeName: n1, ')));
  expect(given.unknownOf(id)).toEqual([]);
  expect(readersOf(given, id)).toEqual(['node:n1 assumed declared']);
});

test('a credential in the environment of the same pod is another asset', () => {
  const spec =
    '{ nodeName: n1, containers: [{ name: web, image: web, env: [{ name: DB_PASSWORD, value: not-a-real-password }] }] }';
  const exposure = exposureOf(logFindings() + podManifest(spec) + roleManifest({ rules: [onKind('pods', 'get')] }));
  expect(exposure.assetIds()).toEqual(['pod:shop/web#DB_PASSWORD', 'pod:shop/web#log/web']);
  expect(readersOf(exposure, 'pod:shop/web#log/web')).toEqual(['node:n1 assumed declared']);
});
