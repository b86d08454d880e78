// What users write becomes the contract's ids.
import { describe, expect, test } from 'vitest';
import { UserError } from './exit-code.ts';
import { readAsset, readPosition, withoutKey } from './identifiers.ts';

describe('readAsset', () => {
  test.each([
    ['secret/db', 'secret:shop/db'],
    ['secrets/db', 'secret:shop/db'],
    ['Secret/db', 'secret:shop/db'],
    ['secret:db', 'secret:shop/db'],
    ['secret:web/db', 'secret:web/db'],
    ['secret:web/db#password', 'secret:web/db#password'],
    ['secret/db#tls.crt', 'secret:shop/db#tls.crt'],
    ['pod/web#log/side', 'pod:shop/web#log/side'],
    ['pod:web/api#log/side', 'pod:web/api#log/side'],
    ['image/nginx', 'image:docker.io/library/nginx:latest'],
    ['image:registry.example/shop/web:1#layers', 'image:registry.example/shop/web:1#layers'],
    [`image:sha256:${'ab'.repeat(32)}`, `image:sha256:${'ab'.repeat(32)}`],
    [`image:app@sha256:${'ab'.repeat(32)}`, `image:sha256:${'ab'.repeat(32)}`],
    ['image:No Name', 'image:No Name'],
    ['cm/settings', 'configmap:shop/settings'],
    ['sa/app', 'serviceaccount:shop/app'],
    ['serviceaccount:web/app', 'serviceaccount:web/app'],
    ['deploy/web', 'deployment:shop/web'],
    ['deployment.apps/web', 'deployment:shop/web'],
    ['cronjob.batch/nightly', 'cronjob:shop/nightly'],
    ['certificate.cert-manager.io/tls', 'certificate.cert-manager.io:shop/tls'],
    ['node/worker-1', 'node:worker-1'],
    ['node:*', 'node:*'],
    ['clusterrole/admin', 'clusterrole:admin'],
  ])('%s is %s', (text, id) => {
    expect(readAsset(text, 'shop')).toBe(id);
  });

  test.each(['db', '', 'secrt/db', 'secret/', 'constructor/x', '__proto__:x'])('refuses %j', (text) => {
    expect(() => readAsset(text, 'shop')).toThrow(UserError);
  });
});

describe('readPosition', () => {
  test.each([
    ['alice', 'user:alice'],
    ['alice@example.com', 'user:alice@example.com'],
    ['oidc:alice', 'user:oidc:alice'],
    ['https://issuer.example#alice', 'user:https://issuer.example#alice'],
    ['user:team/alice', 'user:team/alice'],
    ['user/alice', 'user:alice'],
    ['system:kube-scheduler', 'user:system:kube-scheduler'],
    ['system:serviceaccount:web:app', 'serviceaccount:web/app'],
    ['user:system:serviceaccount:web:app', 'serviceaccount:web/app'],
    ['system:node:worker-1', 'node:worker-1'],
    ['user:system:node:worker-1', 'node:worker-1'],
    ['system:anonymous', 'anonymous'],
    ['user:system:anonymous', 'anonymous'],
    ['group:system:unauthenticated', 'anonymous'],
    ['group:system:authenticated', 'group:system:authenticated'],
    ['anonymous', 'anonymous'],
    ['pod/web-0', 'pod:shop/web-0'],
    ['network:internet', 'network:internet'],
    ['ip:10.0.0.1', 'ip:10.0.0.1'],
    ['file:/etc/kubernetes/admin.conf', 'file:/etc/kubernetes/admin.conf'],
  ])('%s is %s', (text, id) => {
    expect(readPosition(text, 'shop')).toBe(id);
  });

  test('refuses an empty one', () => {
    expect(() => readPosition('', 'shop')).toThrow(UserError);
  });
});

test.each([
  ['secret:web/db#password', { id: 'secret:web/db', key: 'password' }],
  ['secret:web/db', { id: 'secret:web/db' }],
  ['user:a#b', { id: 'user:a#b' }],
])('withoutKey(%s)', (asset, parts) => {
  expect(withoutKey(asset)).toEqual(parts);
});
