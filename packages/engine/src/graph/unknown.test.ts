// Unknown is an answer: each names a missing input, and giving that input changes the answer.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
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
  const exposure = analyse(factsOf(manifests), { askedSecrets: ['secret:shop/robot'] });
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
    const exposure = analyse(factsOf(manifests), { askedSecrets: ['secret:shop/robot'] });
    return String(exposure.isIdentity(exposure.targetNode('secret:shop/robot') as number));
  };
  expect(severity(BINDING + ROLE)).toBe('false');
  expect(severity(SECRET + BINDING + ROLE)).toBe('true');
});
