// SealedSecrets that may be opened under another name or in another namespace.
import { pointerSegment } from '@watertight/syntax';
import type { CustomFact } from '../facts/cluster.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';

const PREFIX = 'sealedsecrets.bitnami.com/';

interface Scope {
  readonly annotation: string;
  readonly severity: 'medium' | 'low';
  readonly means: string;
}

/** The wider one counts where both are written. */
const SCOPES: readonly Scope[] = [
  {
    annotation: `${PREFIX}cluster-wide`,
    severity: 'medium',
    means: 'whoever may create SealedSecrets in any namespace, and has the file, opens it there',
  },
  {
    annotation: `${PREFIX}namespace-wide`,
    severity: 'low',
    means: 'whoever may create SealedSecrets in its namespace, and has the file, opens it under another name',
  },
];

const pointerOf = ({ annotation }: Scope): string => `/metadata/annotations/${pointerSegment(annotation)}`;

function failureOf(sealed: CustomFact, scope: Scope): Failure {
  const pointer = pointerOf(scope);
  return {
    result: 'fail',
    object: sealed,
    pointer,
    message: `It is sealed ${scope.annotation.slice(PREFIX.length)}: ${scope.means}.`,
    severity: scope.severity,
    fix: {
      summary:
        'Seal it again with the strict scope, which ties it to its name and namespace (kubeseal --scope strict).',
      ...jsonPatch(sealed, [{ op: 'remove', path: pointer }]),
    },
  };
}

const sealed = (annotation: string): string => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  namespace: shop
  annotations: { ${annotation} }
spec:
  encryptedData: { password: AgBy3i4OJSWK }
`;

export const sealedSecretScope: Check = {
  id: 'sealed-secret-scope',
  title: 'A SealedSecret is not tied to its name and namespace',
  why: 'A strict SealedSecret opens only under its own name in its own namespace. With the wider scopes the ciphertext, which is public by design, is opened by the controller wherever somebody puts it: into a namespace of their own, where they read the Secret.',
  severity: 'medium',
  maps: {
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.007'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://github.com/bitnami-labs/sealed-secrets#scopes',
  ],
  *find({ customs }) {
    for (const fact of customs) {
      if (fact.objectKind !== 'SealedSecret' || fact.group !== 'bitnami.com') continue;
      const scope = SCOPES.find((one) => fact.fields.get(pointerOf(one)) === 'true');
      if (scope !== undefined) yield failureOf(fact, scope);
    }
  },
  examples: {
    exposed: [
      { name: 'in every namespace', manifests: sealed(`${PREFIX}cluster-wide: "true"`) },
      { name: 'under every name', manifests: sealed(`${PREFIX}namespace-wide: "true"`) },
    ],
    safe: [
      { name: 'the scope is turned off', manifests: sealed(`${PREFIX}cluster-wide: "false"`) },
      { name: 'the strict scope', manifests: sealed('example.com/owner: team-shop') },
      { name: 'the other scope is turned off', manifests: sealed(`${PREFIX}namespace-wide: "false"`) },
    ],
  },
};
