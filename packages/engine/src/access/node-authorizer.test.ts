// The Node authorizer: what a kubelet may, its twin on another node, and what the input must hold for a no.
import { describe, expect, it } from 'vitest';
import type { Facts } from '../facts/facts.ts';
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import { createNodeAuthorizer } from './node-authorizer.ts';
import type { ResourceRequest } from './request.ts';
import { factsOf, pod, podSpec } from './test-facts.ts';
import { userOf, type UserInfo } from './user.ts';

const N1 = userOf('node:n1') as UserInfo;
const N2 = userOf('node:n2') as UserInfo;
const secretRef = (name: string, pointer: string) => ({
  name,
  way: 'env' as const,
  optional: false,
  keys: [],
  visible: true,
  pointer,
});

function volume(
  name: string,
  claim: string,
  secret: { namespace: string; name: string; kubeletVisible: boolean },
): PersistentVolumeFact {
  const [claimNamespace = '', claimName = ''] = claim.split('/');
  return {
    kind: 'persistentVolume',
    objectKind: 'PersistentVolume',
    group: '',
    namespace: '',
    name,
    document: 0,
    type: 'csi',
    driver: 'd',
    accessModes: [],
    reclaimPolicy: '',
    storageClass: '',
    claimNamespace,
    claimName,
    phase: 'Bound',
    mountOptions: [],
    secrets: [{ ...secret, pointer: '/spec' }],
    attributes: new Map(),
  };
}

const FACTS = factsOf({
  podSpecs: [
    podSpec({
      serviceAccount: 'app',
      secrets: [secretRef('db', '/containers/0/env/0'), secretRef('debug', '/ephemeralContainers/0/env/0')],
      configMaps: [{ name: 'conf', way: 'env', pointer: '/containers/0/env/1' }],
      claims: [{ name: 'data', pointer: '/volumes/0' }],
      volumes: [{ name: 'scratch', type: 'ephemeral', pointer: '/volumes/1' }],
    }),
    podSpec({ secrets: [secretRef('mirrored', '/containers/0/env/0')] }),
    podSpec({ secrets: [secretRef('planned', '/containers/0/env/0')] }),
    podSpec({ secrets: [secretRef('pending', '/containers/0/env/0')] }),
  ],
  workloads: [
    pod('a/app-1', 0, { node: 'n1', phase: 'Succeeded' }),
    pod('a/static', 1, { node: 'n1', mirror: true, phase: 'Running' }),
    pod('a/other', 1, { node: 'n2', mirror: true, phase: 'Running' }),
    pod('a/manifest', 2),
    pod('a/waiting', 3, { phase: 'Pending' }),
  ],
  persistentVolumes: [
    volume('pv1', 'a/data', { namespace: 'vault', name: 'node-key', kubeletVisible: true }),
    volume('pv2', 'a/data', { namespace: 'vault', name: 'controller-key', kubeletVisible: false }),
    volume('pv3', 'a/elsewhere', { namespace: 'vault', name: 'other-key', kubeletVisible: true }),
  ],
});

function ask(text: string, user: UserInfo = N1, version = '1.37', facts: Facts = FACTS): boolean | null {
  return createNodeAuthorizer(facts, version)(user, parse(text)).allowed;
}

/** `VERB RESOURCE[.GROUP][/SUB] [NS/]NAME [FIELD=VALUE]`. */
function parse(text: string): ResourceRequest {
  const [verb = '', what = '', target = '', field = ''] = text.split(' ');
  const [resource = '', subresource = ''] = what.split('/');
  const [plural = '', ...group] = resource.split('.');
  const [namespace = '', name = ''] = target.includes('/') ? target.split('/') : ['', target];
  const [key, value] = field.split('=');
  return {
    verb,
    group: group.join('.'),
    resource: plural,
    subresource,
    namespace,
    name,
    ...(value === undefined ? {} : { fields: [{ field: key ?? '', value }] }),
  };
}

describe('references', () => {
  it.each<[string, boolean | null]>([
    ['get secrets a/db', true],
    ['list secrets a/db', true],
    ['watch secrets a/db', true],
    ['patch secrets a/db', false],
    ['delete secrets a/db', false],
    ['list secrets a/', false],
    ['get secrets b/db', false],
    ['get secrets a/nothing', false],
    ['get secrets a/debug', true],
    ['get secrets a/mirrored', false],
    ['get secrets a/pending', false],
    ['get secrets a/planned', null],
    ['get secrets vault/node-key', true],
    ['get secrets vault/controller-key', false],
    ['get secrets vault/other-key', false],
    ['get configmaps a/conf', true],
    ['get configmaps a/other', false],
    ['get persistentvolumeclaims a/data', true],
    ['get persistentvolumeclaims a/app-1-scratch', true],
    ['list persistentvolumeclaims a/data', false],
    ['update persistentvolumeclaims/status a/data', true],
    ['get persistentvolumeclaims/status a/data', false],
    ['get persistentvolumes pv1', true],
    ['get persistentvolumes pv3', false],
    ['get pods a/app-1', true],
    ['get pods a/static', true],
    ['get pods a/other', false],
    ['create serviceaccounts/token a/app', true],
    ['create serviceaccounts/token a/default', null],
    ['create serviceaccounts/token a/none', false],
    ['create serviceaccounts/token b/app', false],
    ['get serviceaccounts a/app', true],
    ['list serviceaccounts a/app', false],
  ])('%s', (request, expected) => {
    expect(ask(request)).toBe(expected);
  });

  it.each([
    'get secrets a/db',
    'get configmaps a/conf',
    'get persistentvolumes pv1',
    'get pods a/app-1',
    'create serviceaccounts/token a/app',
  ])('not from another node: %s', (request) => {
    expect(ask(request, N2)).toBe(false);
  });

  it('needs both the name and the group of a node', () => {
    expect(ask('get secrets a/db', { name: 'system:node:n1', groups: ['system:authenticated'] })).toBe(false);
    expect(ask('get secrets a/db', { name: 'n1', groups: ['system:nodes'] })).toBe(false);
    expect(ask('get secrets a/db', { name: 'system:node:', groups: ['system:nodes'] })).toBe(false);
  });
});

describe('own objects and static rules', () => {
  it.each<[string, boolean]>([
    ['get nodes n1', true],
    ['list nodes n1', true],
    ['get nodes n2', false],
    ['list nodes ', false],
    ['patch nodes n2', true],
    ['delete nodes n1', false],
    ['patch nodes/status n2', true],
    ['get nodes/proxy n1', false],
    ['list pods / spec.nodeName=n1', true],
    ['list pods / spec.nodeName=n2', false],
    ['list pods /', false],
    ['create pods a/x', true],
    ['patch pods a/app-1', false],
    ['patch pods/status a/x', true],
    ['create pods/eviction a/x', true],
    ['create pods/exec a/app-1', false],
    ['get leases.coordination.k8s.io kube-node-lease/n1', true],
    ['get leases.coordination.k8s.io kube-node-lease/n2', false],
    ['get leases.coordination.k8s.io a/n1', false],
    ['list leases.coordination.k8s.io kube-node-lease/n1', false],
    ['create leases.coordination.k8s.io kube-node-lease/', true],
    ['update csinodes.storage.k8s.io n1', true],
    ['update csinodes.storage.k8s.io n2', false],
    ['get csinodes.storage.k8s.io/status n1', false],
    ['list services /', true],
    ['create services a/', false],
    ['create tokenreviews.authentication.k8s.io ', true],
    ['get runtimeclasses.node.k8s.io r', true],
    ['get deployments.apps a/x', false],
    ['list resourceslices.resource.k8s.io / spec.nodeName=n1', true],
    ['list resourceslices.resource.k8s.io /', false],
  ])('%s', (request, expected) => {
    expect(ask(request)).toBe(expected);
  });
});

describe('versions', () => {
  it.each<[string, string, boolean | null]>([
    ['list nodes ', '1.31', true],
    ['list nodes ', '1.32', false],
    ['list pods /', '1.29', true],
    ['list pods /', '1.32', false],
    ['get secrets a/debug', '1.32', null],
    ['get secrets a/debug', '1.33', true],
    ['get serviceaccounts a/app', '1.33', false],
    ['get serviceaccounts a/app', '1.34', true],
    ['create podcertificaterequests.certificates.k8s.io a/', '1.36', false],
    ['create podcertificaterequests.certificates.k8s.io a/', '1.37', true],
    ['list resourceslices.resource.k8s.io /', '1.29', false],
    ['list resourceslices.resource.k8s.io /', '1.30', true],
    ['deletecollection resourceslices.resource.k8s.io /', '1.30', false],
    ['deletecollection resourceslices.resource.k8s.io /', '1.31', true],
    ['list nodes ', '', null],
    ['get secrets a/db', '', true],
    ['get secrets a/nothing', '', false],
    ['list nodes ', '1.99', false],
    ['list nodes ', '1.20', true],
  ])('%s at %s', (request, version, expected) => {
    expect(ask(request, N1, version)).toBe(expected);
  });
});

describe('what the input lacks', () => {
  const verdict = (facts: Facts, request: string) => createNodeAuthorizer(facts, '1.37')(N1, parse(request));

  it('says no without pods only where pods do not matter', () => {
    expect(verdict(factsOf({}), 'get secrets a/db')).toMatchObject({
      allowed: null,
      reason: expect.stringContaining('pods'),
    });
    expect(verdict(factsOf({}), 'patch secrets a/db').allowed).toBe(false);
    expect(verdict(factsOf({}), 'get nodes n2').allowed).toBe(false);
  });

  it('asks for volumes where the pods use claims', () => {
    const without = { ...FACTS, persistentVolumes: [] };
    expect(verdict(without, 'get secrets vault/node-key')).toMatchObject({
      allowed: null,
      reason: expect.stringContaining('PersistentVolumes'),
    });
    expect(verdict(without, 'get configmaps a/other').allowed).toBe(false);
    expect(createNodeAuthorizer(without, '1.37')(N2, parse('get secrets vault/node-key')).allowed).toBe(false);
  });

  it('does not answer for objects it does not read', () => {
    expect(ask('get resourceclaims.resource.k8s.io a/c')).toBeNull();
    expect(ask('list resourceclaims.resource.k8s.io a/c')).toBe(false);
    expect(ask('get volumeattachments.storage.k8s.io v')).toBeNull();
  });
});
