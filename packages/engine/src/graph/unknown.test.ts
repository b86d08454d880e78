// Unknown is an answer: each names a missing input, and giving that input changes the answer.
import { describe, expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import type { Facts } from '../facts/facts.ts';
import type { ListScope } from '../facts/list-scope.ts';
import { techniques } from '../techniques/list.ts';
import { factsOf } from '../testing/facts-of.ts';

const SECRET = `
apiVersion: v1
kind: Secret
metadata: { name: robot, namespace: shop, annotations: { kubernetes.io/service-account.name: boss } }
type: kubernetes.io/service-account-token
---
`;
const BINDING = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }
subjects: [{ kind: ServiceAccount, name: app, namespace: shop }]
---
`;
const ROLE = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: r, namespace: shop }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]
---
`;

function answer(manifests: string): { readers: string[]; unknown: string[] } {
  const exposure = analyse(factsOf(manifests), { askedAssets: ['secret:shop/robot'] });
  const readers = exposure.readersOf(exposure.targetNode('secret:shop/robot') as number, 'secret:shop/robot');
  return {
    readers: readers.filter(({ expected }) => !expected).map(({ id }) => id),
    unknown: exposure.unknownOf('secret:shop/robot').map(({ missing }) => missing),
  };
}

test('a binding to a role that the input lacks: the role is named, and giving it adds a reader', () => {
  const without = answer(SECRET + BINDING);
  expect(without.unknown).toEqual(['role:shop/r']);
  expect(without.readers).not.toContain('serviceaccount:shop/app');
  const given = answer(SECRET + BINDING + ROLE);
  expect(given.unknown).toEqual([]);
  expect(given.readers).toContain('serviceaccount:shop/app');
});

test('a role in another namespace leaves nothing unknown here', () => {
  expect(answer(SECRET + BINDING.replace('namespace: shop }\nroleRef', 'namespace: web }\nroleRef')).unknown).toEqual(
    [],
  );
});

test('a Secret that the input lacks: it is named, and giving it shows that it is an identity', () => {
  const without = answer(BINDING + ROLE);
  expect(without.unknown).toEqual(['secret:shop/robot']);
  const severity = (manifests: string): string | undefined => {
    const exposure = analyse(factsOf(manifests), { askedAssets: ['secret:shop/robot'] });
    return String(exposure.isIdentity(exposure.targetNode('secret:shop/robot') as number));
  };
  expect(severity(BINDING + ROLE)).toBe('false');
  expect(severity(SECRET + BINDING + ROLE)).toBe('true');
});

/** The manifests without the objects of a kind, as when a list of it is forbidden; undefined where there are none. */
function manifestsWithout(manifests: string, kind: string): string | undefined {
  const [group = '', name = ''] = kind.split('/');
  const ofKind = new RegExp(`^kind: ${name}$`, 'm');
  const ofGroup = new RegExp(`^apiVersion: ${group === '' ? 'v1$' : `${group}/`}`, 'm');
  const documents = manifests.split(/^---.*$/m);
  const kept = documents.filter((document) => !(ofKind.test(document) && ofGroup.test(document)));
  return kept.length === documents.length ? undefined : kept.join('---\n');
}

/** All that every position reaches, and how certainly. */
function reached(facts: Facts): string {
  const exposure = analyse(facts);
  return exposure.positions
    .flatMap(({ id }) => exposure.reachOf(id).map((to) => `${id} ${to.id} ${to.certainty}`))
    .toSorted()
    .join('\n');
}

function withUnread(facts: Facts, what: string, list: ListScope): Facts {
  const entry = { source: 'cluster:test', what, state: 'not-read', reason: 'forbidden', list } as const;
  return { ...facts, coverage: [...facts.coverage, entry] };
}

const EXAMPLES = techniques.flatMap(({ examples }) => [...examples.exposed, ...examples.safe]);
const RBAC = 'rbac.authorization.k8s.io';

describe('a list that was not read', () => {
  test.each([
    `${RBAC}/Role`,
    `${RBAC}/RoleBinding`,
    `${RBAC}/ClusterRole`,
    `${RBAC}/ClusterRoleBinding`,
    '/Secret',
    '/ServiceAccount',
    '/ConfigMap',
    '/Pod',
    '/Namespace',
    '/Node',
    '/PersistentVolume',
    '/PersistentVolumeClaim',
    'apps/Deployment',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'external-secrets.io/SecretStore',
    'bitnami.com/SealedSecret',
  ])('of %s is named, and giving it changes an answer', (kind) => {
    const changing = EXAMPLES.find(({ manifests }) => {
      const lacking = manifestsWithout(manifests, kind);
      return lacking !== undefined && reached(factsOf(lacking)) !== reached(factsOf(manifests));
    });
    expect(changing).toBeDefined();
    const exposure = analyse(
      withUnread(factsOf(manifestsWithout(changing?.manifests ?? '', kind) ?? ''), 'the list', { kind }),
    );
    expect(exposure.unknownLists()).toEqual([{ reason: 'the list: not read: forbidden', missing: 'the list' }]);
    expect(exposure.unknownOf('secret:shop/db')).toContainEqual(exposure.unknownLists()[0]);
  });

  test.each(['storage.k8s.io/StorageClass', 'apiregistration.k8s.io/APIService'])(
    'of %s is not named: no example changes without it',
    (kind) => {
      for (const { manifests } of EXAMPLES) {
        const lacking = manifestsWithout(manifests, kind);
        if (lacking !== undefined) expect(reached(factsOf(lacking))).toBe(reached(factsOf(manifests)));
      }
      expect(analyse(withUnread(factsOf(SECRET), 'the list', { kind })).unknownLists()).toEqual([]);
    },
  );

  test('read whole is not named', () => {
    const facts = factsOf(SECRET);
    const coverage = [{ source: 'x', what: 'pods', state: 'read', list: { kind: '/Pod' } } as const];
    expect(analyse({ ...facts, coverage }).unknownLists()).toEqual([]);
  });
});

describe('keys that were not asked for', () => {
  const facts = factsOf(SECRET);
  const unknownOf = (type: string, keysUnknown?: true): string[] => {
    const secrets = facts.secrets.map((secret) => ({ ...secret, type, ...(keysUnknown === true && { keysUnknown }) }));
    return analyse({ ...facts, secrets })
      .unknownOf('secret:shop/robot')
      .map(({ missing }) => missing);
  };

  test.each([
    ['Opaque', true, ['keys of secret:shop/robot']],
    ['', true, ['keys of secret:shop/robot']],
    ['kubernetes.io/service-account-token', true, []],
    ['kubernetes.io/tls', true, []],
    ['Opaque', undefined, []],
  ] as const)('of type "%s" (%s): %j', (type, keysUnknown, expected) => {
    expect(unknownOf(type, keysUnknown)).toEqual(expected);
  });

  test('giving them changes the answer: a kubeconfig is an identity', () => {
    const severities = (
      keys: readonly { readonly name: string; readonly length: number }[],
    ): (string | undefined)[] => {
      const given = factsOf(SECRET + BINDING + ROLE.replace('verbs: [get]', 'resourceNames: [robot], verbs: [get]'));
      const secrets = given.secrets.map((secret) => ({ ...secret, type: 'Opaque', keys }));
      const exposure = analyse({ ...given, secrets });
      const node = exposure.targetNode('secret:shop/robot') as number;
      return exposure
        .readersOf(node, 'secret:shop/robot')
        .filter(({ id }) => id === 'serviceaccount:shop/app')
        .map(({ severity }) => severity);
    };
    expect(severities([])).toEqual(['high']);
    expect(severities([{ name: 'kubeconfig', length: 10 }])).toEqual(['critical']);
  });
});

test('nodes and no configuration of their kubelets: it is named, and giving an open one adds a reader', () => {
  const node = 'apiVersion: v1\nkind: Node\nmetadata: { name: n1 }\n---\n';
  const pod = (name: string, more: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec: { nodeName: n1, automountServiceAccountToken: false, containers: [{ name: c, image: i${more} }] }\n---\n`;
  const cluster = SECRET + node + pod('web', '') + pod('db', ', envFrom: [{ secretRef: { name: robot } }]');
  const without = answer(cluster);
  expect(without.unknown).toEqual(['what a kubelet says at /configz, or configmap:kube-system/kubelet-config']);
  expect(without.readers).not.toContain('pod:shop/web');
  const settings = 'authentication: { anonymous: { enabled: true } }\nauthorization: { mode: AlwaysAllow }\n';
  const given = answer(`${cluster}apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${settings}`);
  expect(given.unknown).toEqual([]);
  expect(given.readers).toContain('pod:shop/web');
  expect(answer(SECRET + pod('web', '')).unknown).toEqual([]);
});
