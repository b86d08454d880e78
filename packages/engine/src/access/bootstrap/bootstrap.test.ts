// The shipped policy: what it is known to hold, and how it is told from what an input changed.
import { describe, expect, it } from 'vitest';
import { createAuthorizer } from '../authorizer.ts';
import { binding, factsOf, role, rule } from '../test-facts.ts';
import { userOf, type UserInfo } from '../user.ts';
import { isBootstrapBinding, isBootstrapRule, withBootstrapPolicy } from './bootstrap.ts';
import { BOOTSTRAP_VERSIONS, bootstrapPolicy } from './policy.ts';

const asker = (version: string) => {
  const authorizer = createAuthorizer(withBootstrapPolicy(factsOf({}), version), { kubernetesVersion: version });
  return (position: string, verb: string, resource: string, namespace = 'a') =>
    authorizer.authorize(userOf(position) as UserInfo, {
      verb,
      group: '',
      resource,
      namespace,
      name: verb === 'list' ? '' : 's',
    }).allowed;
};

describe.each(BOOTSTRAP_VERSIONS)('policy of %s', (version) => {
  const ask = asker(version);
  const policy = bootstrapPolicy(version);

  it('has the readers that Kubernetes ships', () => {
    const cleaner = 'serviceaccount:kube-system/legacy-service-account-token-cleaner';
    expect(
      ['get', 'list', 'watch', 'patch', 'delete', 'update'].filter((verb) => ask(cleaner, verb, 'secrets')),
    ).toEqual(['patch', 'delete']);
    expect(ask('serviceaccount:kube-system/generic-garbage-collector', 'list', 'secrets', '')).toBe(true);
    expect(ask('serviceaccount:kube-system/namespace-controller', 'deletecollection', 'secrets')).toBe(true);
    expect(ask('serviceaccount:kube-system/bootstrap-signer', 'get', 'secrets', 'kube-system')).toBe(true);
    expect(ask('serviceaccount:kube-system/bootstrap-signer', 'get', 'secrets', 'default')).toBe(false);
    expect(ask('user:system:kube-controller-manager', 'get', 'secrets')).toBe(true);
    expect(ask('user:system:kube-scheduler', 'get', 'secrets')).toBe(false);
  });

  it('gives nobody else a Secret', () => {
    for (const position of ['anonymous', 'user:jane', 'serviceaccount:a/default', 'group:system:authenticated']) {
      expect(ask(position, 'get', 'secrets')).toBe(false);
    }
  });

  it('fills admin, edit and view by aggregation', () => {
    const authorizer = createAuthorizer(
      withBootstrapPolicy(
        factsOf({
          bindings: ['admin', 'edit', 'view'].map((name) =>
            binding(`rolebinding:a/${name}`, `ClusterRole/${name}`, [`User/${name}`]),
          ),
        }),
        version,
      ),
    );
    const may = (name: string, verb: string, resource: string) =>
      authorizer.authorize({ name, groups: [] }, { verb, group: '', resource, namespace: 'a', name: 's' }).allowed;
    expect(['admin', 'edit', 'view'].filter((name) => may(name, 'get', 'secrets'))).toEqual(['admin', 'edit']);
    expect(['admin', 'edit', 'view'].filter((name) => may(name, 'get', 'configmaps'))).toEqual([
      'admin',
      'edit',
      'view',
    ]);
    expect(['admin', 'edit', 'view'].filter((name) => may(name, 'impersonate', 'serviceaccounts'))).toEqual([
      'admin',
      'edit',
    ]);
    const { by } = authorizer.authorize(
      { name: 'admin', groups: [] },
      { verb: 'get', group: '', resource: 'secrets', namespace: 'a', name: 's' },
    );
    expect(by?.roleOfRule.name).toBe('system:aggregate-to-edit');
  });

  it('has each object once, marked expected, bound to roles that exist', () => {
    const ids = [...policy.roles, ...policy.bindings].map((one) => `${one.objectKind}/${one.namespace}/${one.name}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...policy.roles, ...policy.bindings].every((one) => one.expected && one.document === -1)).toBe(true);
    const facts = withBootstrapPolicy(factsOf({}), version);
    expect(
      facts.bindings.every((one) => createAuthorizer(facts).roles.find(one.roleKind, one.namespace, one.roleName)),
    ).toBe(true);
  });
});

describe('versions', () => {
  it('takes the newest for an unknown version and the oldest for an older one', () => {
    expect(bootstrapPolicy('')).toBe(bootstrapPolicy('1.37'));
    expect(bootstrapPolicy('1.99')).toBe(bootstrapPolicy('1.37'));
    expect(bootstrapPolicy('v1.31.4-eks-1')).toBe(bootstrapPolicy('1.31'));
    expect(bootstrapPolicy('1.20')).toBe(bootstrapPolicy('1.29'));
    expect(bootstrapPolicy('1.29')).not.toBe(bootstrapPolicy('1.37'));
  });

  it('knows the cluster-wide readers that only some versions have', () => {
    const expand = (version: string) =>
      asker(version)('serviceaccount:kube-system/expand-controller', 'get', 'secrets');
    expect(BOOTSTRAP_VERSIONS.map(expand)).toEqual([true, true, true, ...Array(6).fill(false)]);
  });
});

describe('withBootstrapPolicy', () => {
  it('leaves what the input holds, and adds the rest', () => {
    const mine = role('clusterrole:view', []);
    const facts = withBootstrapPolicy(factsOf({ roles: [mine] }), '1.31');
    expect(facts.roles.filter((one) => one.name === 'view')).toEqual([mine]);
    expect(facts.roles.length).toBe(bootstrapPolicy('1.31').roles.length);
  });

  it('tells Role and ClusterRole of one name apart', () => {
    const facts = withBootstrapPolicy(factsOf({ roles: [role('role:a/view', [])] }), '1.31');
    expect(facts.roles.length).toBe(bootstrapPolicy('1.31').roles.length + 1);
  });
});

describe('isBootstrapBinding and isBootstrapRule', () => {
  const [id, ref] = ['clusterrolebinding:system:kube-scheduler', 'ClusterRole/system:kube-scheduler'];
  it.each<[string, ReturnType<typeof binding>, boolean]>([
    ['as shipped', binding(id, ref, ['User/system:kube-scheduler']), true],
    ['with one more subject', binding(id, ref, ['User/system:kube-scheduler', 'Group/system:authenticated']), false],
    ['with another role', binding(id, 'ClusterRole/cluster-admin', ['User/system:kube-scheduler']), false],
    ['with another name', binding('clusterrolebinding:mine', ref, ['User/system:kube-scheduler']), false],
    ['as RoleBinding', binding('rolebinding:a/system:kube-scheduler', ref, ['User/system:kube-scheduler']), false],
  ])('binding %s', (_title, one, expected) => {
    expect(isBootstrapBinding(one)).toBe(expected);
  });

  it.each<[string, ReturnType<typeof role>, boolean]>([
    [
      'as shipped',
      role('clusterrole:system:basic-user', [
        rule('create', 'selfsubjectaccessreviews', { apiGroups: ['authorization.k8s.io'] }),
      ]),
      true,
    ],
    ['with more', role('clusterrole:system:basic-user', [rule('get', 'secrets')]), false],
    [
      'of another role',
      role('clusterrole:mine', [rule('create', 'selfsubjectaccessreviews', { apiGroups: ['authorization.k8s.io'] })]),
      false,
    ],
  ])('rule %s', (_title, one, expected) => {
    expect(one.rules.every((each) => isBootstrapRule(one, each))).toBe(expected);
  });

  it('recognises everything that any version ships', () => {
    for (const version of BOOTSTRAP_VERSIONS) {
      const { roles, bindings } = bootstrapPolicy(version);
      const { expected: _role, ...plainRole } = roles.find((one) => one.name === 'cluster-admin') as ReturnType<
        typeof role
      >;
      expect(plainRole.rules.every((each) => isBootstrapRule(plainRole, each))).toBe(true);
      for (const { expected: _binding, ...plain } of bindings) expect(isBootstrapBinding(plain)).toBe(true);
    }
  });
});
