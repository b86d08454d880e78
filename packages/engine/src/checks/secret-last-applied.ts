// Secrets whose values stand a second time, in kubectl's annotation.
import { pointerSegment } from '@watertight/syntax';
import type { SecretFact } from '../facts/secret.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { kubectl } from './shell-command.ts';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

function failureOf(secret: SecretFact): Failure {
  const pointer = `/metadata/annotations/${pointerSegment(ANNOTATION)}`;
  return {
    result: 'fail',
    object: secret,
    pointer,
    message: `The annotation ${ANNOTATION} repeats the manifest that was applied, values included: whoever may see annotations or metadata alone reads them, and an old value outlives its rotation.`,
    fix: {
      summary:
        'Remove the annotation, and write the Secret by server-side apply, `kubectl create` or a controller. Rotate the value if metadata was readable.',
      ...jsonPatch(secret, [{ op: 'remove', path: pointer }]),
      commands: [kubectl('annotate', secret, `${ANNOTATION}-`)],
    },
  };
}

const secret = (annotation: string): string => `apiVersion: v1
kind: Secret
metadata:
  name: database
  namespace: shop
  annotations:
    ${annotation}
type: Opaque
data:
  password: bm90LWEtc2VjcmV0
`;

const APPLIED = `${ANNOTATION}: '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"database","namespace":"shop"},"data":{"password":"bm90LWEtc2VjcmV0"}}'`;

export const secretLastApplied: Check = {
  id: 'secret-last-applied',
  title: 'A Secret repeats its values in an annotation',
  why: '`kubectl apply` keeps the whole manifest in an annotation, values included. Tools mask `data` in their output, audit logs and caches, but not annotations; metadata-only requests return them; `kubectl describe` of older versions and many dashboards print them. After the value was changed by other means the annotation still holds the old one.',
  severity: 'medium',
  maps: {
    cis: ['5.4.2'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.007', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-last-applied-configuration',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  *find({ secrets }) {
    for (const fact of secrets) if (fact.lastApplied) yield failureOf(fact);
  },
  examples: {
    exposed: [
      { name: 'written by kubectl apply', manifests: secret(APPLIED) },
      {
        name: 'written by kubectl apply, a TLS Secret',
        manifests: secret(APPLIED).replace('type: Opaque', 'type: example.com/key'),
      },
    ],
    safe: [
      { name: 'another annotation', manifests: secret('example.com/owner: team-shop') },
      { name: 'an annotation that only sounds like it', manifests: secret('example.com/last-applied: "2024-01-01"') },
      {
        name: 'another annotation on the other type',
        manifests: secret('example.com/owner: team-shop').replace('type: Opaque', 'type: example.com/key'),
      },
    ],
  },
};
