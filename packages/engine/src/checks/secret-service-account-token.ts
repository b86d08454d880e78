// Secrets that hold a ServiceAccount token without an end.
import type { SecretFact } from '../facts/secret.ts';
import type { Check, Failure } from './check.ts';
import { kubectl, shellWord } from './shell-command.ts';

const TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT = 'kubernetes.io/service-account.name';
/** Set by the API server's cleaner on tokens that it no longer accepts. */
const INVALID_SINCE = 'kubernetes.io/legacy-token-invalid-since';

function failureOf(secret: SecretFact): Failure {
  const account = secret.annotations.get(ACCOUNT);
  const owner = account === undefined ? 'a ServiceAccount' : `ServiceAccount ${account}`;
  const invalid = secret.labels.has(INVALID_SINCE);
  const token =
    account === undefined
      ? []
      : [`kubectl create token ${shellWord(account)} -n ${shellWord(secret.namespace)} --duration=1h`];
  return {
    result: 'fail',
    object: secret,
    pointer: '/type',
    message: invalid
      ? `The Secret holds a token of ${owner} that the API server no longer accepts, until someone removes the label.`
      : `The Secret holds a token of ${owner} that never expires and is bound to no pod: whoever reads it once is that account until the Secret is deleted.`,
    severity: invalid ? 'low' : 'high',
    fix: {
      summary:
        'Delete the Secret, which revokes the token; give pods a projected token and outside users one from TokenRequest.',
      commands: [kubectl('delete', secret), ...token],
    },
  };
}

const secret = (type: string, labels = '{}'): string => `apiVersion: v1
kind: Secret
metadata:
  name: deployer-token
  namespace: shop
  labels: ${labels}
  annotations:
    ${ACCOUNT}: deployer
type: ${type}
`;

export const secretServiceAccountToken: Check = {
  id: 'secret-service-account-token',
  title: 'A Secret holds a ServiceAccount token that never expires',
  why: 'Since 1.24 Kubernetes no longer makes these Secrets by itself. A token in one has no expiry, no audience and no pod: every reader of the Secret, of a backup or of etcd becomes the ServiceAccount for good. A projected token lives an hour and dies with its pod.',
  severity: 'high',
  maps: {
    cis: ['5.1.6'],
    nsa: ['Authentication and authorization'],
    attack: ['T1528', 'T1552.007'],
    stride: ['spoofing', 'information disclosure'],
    owasp: ['K06', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-cleaner',
  ],
  *find({ secrets }) {
    for (const fact of secrets) if (fact.type === TYPE) yield failureOf(fact);
  },
  examples: {
    exposed: [
      { name: 'a token without an end', manifests: secret(TYPE) },
      { name: 'a token that the cleaner marked invalid', manifests: secret(TYPE, `{${INVALID_SINCE}: "2024-01-01"}`) },
    ],
    safe: [
      { name: 'an opaque Secret', manifests: secret('Opaque') },
      { name: 'a registry credential', manifests: secret('kubernetes.io/dockerconfigjson') },
      { name: 'an opaque Secret with the same label', manifests: secret('Opaque', `{${INVALID_SINCE}: "2024-01-01"}`) },
    ],
  },
};
