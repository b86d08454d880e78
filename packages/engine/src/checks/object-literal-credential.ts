// Credentials in plain text in what is neither ConfigMap nor pod spec: annotations, events, revisions, fields of custom kinds.
import { isInObject } from '../facts/credential.ts';
import type { CredentialFact } from '../facts/credential.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { Check, Failure } from './check.ts';
import { credentialSentence, severityOfCredential } from './credential-words.ts';

/** A ConfigMap's keys are a check of their own. */
function isOfConfigMap({ holder, pointer }: CredentialFact): boolean {
  const isMap = holder.objectKind === 'ConfigMap' && holder.group === '';
  return isMap && !pointer.startsWith('/metadata/');
}

function adviceFor({ objectKind }: ObjectFact, pointer: string): string {
  if (pointer.startsWith('/metadata/annotations/'))
    return 'Take the annotation away (apply server-side, so that kubectl keeps no copy), and change the credential.';
  if (objectKind === 'Event') return 'Change the credential, and the program that wrote it into its message.';
  if (objectKind === 'ControllerRevision')
    return 'Change the credential, refer to a Secret, and lower revisionHistoryLimit so that old revisions go.';
  return 'Let the object refer to a Secret (valuesFrom, existingSecret, secretKeyRef), and change the credential.';
}

function failureOf(found: CredentialFact): Failure {
  const { holder, pointer } = found;
  return {
    result: 'fail',
    object: holder,
    pointer,
    message: `${credentialSentence(found)} Whoever may read the object reads it, without any right on secrets.`,
    severity: severityOfCredential(found),
    fix: { summary: adviceFor(holder, pointer) },
  };
}

const application = (parameter: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  source:
    helm:
      parameters:
      - ${parameter}
`;
const release = (values: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: flux-system }
spec:
  values: { ${values} }
`;
const service = (annotation: string): string => `apiVersion: v1
kind: Service
metadata:
  name: shop
  namespace: shop
  annotations: { ${annotation} }
spec: { selector: { app: shop } }
`;

export const objectLiteralCredential: Check = {
  id: 'object-literal-credential',
  title: 'An object that is no Secret holds a credential',
  why: 'Chart values in an Argo CD Application or a Flux HelmRelease, parameters of a custom kind, annotations and the copy of the applied object in one, revisions and events: all are read by whoever may read their kind, and the roles view, edit and admin reach most of them. None is masked in the output of any tool.',
  severity: 'high',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001', 'T1552.007'],
    stride: ['information disclosure'],
    owasp: ['K03', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-parameters',
    'https://fluxcd.io/flux/components/helm/helmreleases/#values',
  ],
  *find({ credentials }) {
    // What stands in a log is a finding already, where `detect` read it.
    for (const found of credentials) if (!isOfConfigMap(found) && isInObject(found)) yield failureOf(found);
  },
  examples: {
    exposed: [
      {
        name: 'a parameter of an Argo CD Application',
        manifests: application('{ name: db.password, value: not-a-real-password }'),
      },
      { name: 'a value of a Flux HelmRelease', manifests: release('dbPassword: not-a-real-password') },
      { name: 'an annotation', manifests: service('example.com/db-password: not-a-real-password') },
    ],
    safe: [
      {
        name: 'a parameter that is no credential',
        manifests: application('{ name: db.passwordPolicy, value: not-a-real-password }'),
      },
      { name: 'the name of a Secret', manifests: release('existingSecret: shop-db') },
      { name: 'a value that is filled in later', manifests: release('dbPassword: "${DB_PASSWORD}"') },
      { name: 'another annotation', manifests: service('example.com/note: not-a-real-password') },
    ],
  },
};
