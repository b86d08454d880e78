// Which resource an etcd key belongs to, and whether a kind is the resource's.
import { expect, test } from 'vitest';
import { isKindOf, storedPlace } from './stored-place.ts';

test.each<[string, string, ReturnType<typeof storedPlace>]>([
  ['/registry/secrets/shop/db', '/registry', { resource: 'secrets', namespace: 'shop', name: 'db' }],
  ['/registry/secrets/shop/db', '/registry/', { resource: 'secrets', namespace: 'shop', name: 'db' }],
  ['/registry/secrets/shop/db', '/other', undefined],
  ['/registryx/secrets/shop/db', '/registry', undefined],
  ['/registry/secrets/shop/', '/registry', undefined],
  ['/registry/secrets/shop/db/more', '/registry', undefined],
  ['/registry/namespaces/shop', '/registry', { resource: 'namespaces', name: 'shop' }],
  ['/registry/services/specs/shop/web', '/registry', { resource: 'services', namespace: 'shop', name: 'web' }],
  ['/registry/services/endpoints/shop/web', '/registry', { resource: 'endpoints', namespace: 'shop', name: 'web' }],
  ['/registry/services/others/shop/web', '/registry', undefined],
  ['/registry/minions/a', '/registry', { resource: 'nodes', name: 'a' }],
  ['/registry/controllers/shop/a', '/registry', { resource: 'replicationcontrollers', namespace: 'shop', name: 'a' }],
  ['/registry/ingress/shop/a', '/registry', { resource: 'ingresses.networking.k8s.io', namespace: 'shop', name: 'a' }],
  ['/registry/deployments/shop/a', '/registry', { resource: 'deployments.apps', namespace: 'shop', name: 'a' }],
  [
    '/registry/example.com/widgets/shop/a',
    '/registry',
    { resource: 'widgets.example.com', namespace: 'shop', name: 'a' },
  ],
  ['/registry/example.com/widgets/a', '/registry', { resource: 'widgets.example.com', name: 'a' }],
  [
    '/registry/apiregistration.k8s.io/apiservices/v1.',
    '/registry',
    { resource: 'apiservices.apiregistration.k8s.io', name: 'v1.' },
  ],
  ['/registry/masterleases/10.0.0.1', '/registry', undefined],
  ['/registry/ranges/serviceips', '/registry', undefined],
  ['compact_rev_key', '/registry', undefined],
])('%s below %s', (key, prefix, expected) => {
  expect(storedPlace(key, prefix)).toEqual(expected);
});

test.each([
  ['Secret', 'secrets', true],
  ['ConfigMap', 'secrets', false],
  ['Endpoints', 'endpoints', true],
  ['NetworkPolicy', 'networkpolicies.networking.k8s.io', true],
  ['Ingress', 'ingresses.networking.k8s.io', true],
  ['IngressClass', 'ingressclasses.networking.k8s.io', true],
  ['Ingress', 'ingressclasses.networking.k8s.io', false],
])('%s is %s: %s', (kind, resource, expected) => {
  expect(isKindOf(kind, resource)).toBe(expected);
});
