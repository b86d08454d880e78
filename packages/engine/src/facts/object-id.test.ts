// Object ids: built-in and custom kinds, with and without a namespace.
import { expect, test } from 'vitest';
import { objectId } from './object-id.ts';

test.each([
  ['Secret', '', 'a', 'b', 'secret:a/b'],
  ['ClusterRole', 'rbac.authorization.k8s.io', '', 'view', 'clusterrole:view'],
  ['Deployment', 'apps', 'a', 'web', 'deployment:a/web'],
  ['Rollout', 'argoproj.io', 'a', 'web', 'rollout.argoproj.io:a/web'],
  ['VolumeSnapshot', 'snapshot.storage.k8s.io', 'a', 's', 'volumesnapshot.snapshot.storage.k8s.io:a/s'],
])('%s of group "%s" in "%s"', (objectKind, group, namespace, name, id) => {
  expect(objectId({ objectKind, group, namespace, name })).toBe(id);
});
