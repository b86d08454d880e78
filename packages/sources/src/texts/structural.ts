// What a place alone makes a finding, whatever the value looks like.
import { CREDENTIAL_BY_NAME_ID } from '@watertight/engine';
import type { Recognised } from './findings.ts';

/** A recogniser that is no detector: a place speaks, not a format. */
export interface Structural extends Recognised {
  /** The page that says what stands at the place. */
  readonly reference: string;
}

/** A value in a Secret manifest; its class follows the key's name. https://kubernetes.io/docs/concepts/configuration/secret/ */
export const SECRET_VALUE: Structural = {
  id: 'kubernetes-secret-value',
  title: 'Value in a Secret manifest (base64 is no encryption)',
  class: 'password',
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/',
};
export const KUBECONFIG_CREDENTIAL: Structural = {
  id: 'kubeconfig-credential',
  title: 'Credential in a kubeconfig',
  class: 'token',
  reference: 'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/',
};
export const REGISTRY_CREDENTIAL: Structural = {
  id: 'docker-registry-credential',
  title: 'Registry credential in a Docker configuration',
  class: 'password',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
};
export const GENERATOR_LITERAL: Structural = {
  id: 'kustomize-secret-literal',
  title: 'Literal in a Kustomize secretGenerator',
  class: 'password',
  reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/',
};
export const GENERATOR_FILE: Structural = {
  id: 'kustomize-secret-file',
  title: 'File that a Kustomize secretGenerator reads, not encrypted',
  class: 'password',
  reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/',
};
export const NOT_ENCRYPTED: Structural = {
  id: 'file-not-encrypted',
  title: 'File that its repository says is encrypted, and is not',
  class: 'password',
  reference: 'https://getsops.io/docs/#using-sops-yaml-conf-to-select-kms-pgp-and-age-for-new-files',
};

/** No format, but a name that says so, as in `DB_PASSWORD`. */
export const CREDENTIAL_BY_NAME: Structural = {
  id: CREDENTIAL_BY_NAME_ID,
  title: 'Literal value under the name of a credential',
  class: 'password',
  reference: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
};

/** No name, but a program that takes a password there. */
export const CREDENTIAL_IN_COMMAND: Structural = {
  id: 'credential-in-command',
  title: 'Password in the options of a command',
  class: 'password',
  reference: 'https://cwe.mitre.org/data/definitions/214.html',
};

/** A chart's own literal, the same in every release of it. */
export const TEMPLATE_LITERAL: Structural = {
  id: 'helm-template-literal',
  title: 'Literal in a Helm template of a Secret',
  class: 'password',
  reference: 'https://helm.sh/docs/chart_template_guide/function_list/#b64enc-b64dec',
};

export const STRUCTURAL: readonly Structural[] = [
  SECRET_VALUE,
  KUBECONFIG_CREDENTIAL,
  REGISTRY_CREDENTIAL,
  GENERATOR_LITERAL,
  GENERATOR_FILE,
  NOT_ENCRYPTED,
  CREDENTIAL_BY_NAME,
  CREDENTIAL_IN_COMMAND,
  TEMPLATE_LITERAL,
];

/** Names of keys whose values open nothing alone: whom, where and what, but not by which secret. */
const PLAIN =
  /^(?:db[-_]?)?(?:user(?:name)?|login|host(?:name)?|port|database|dbname|namespace|region|bucket|endpoint|scheme|protocol|engine)$/i;

export function opensNothing(key: string): boolean {
  return PLAIN.test(key);
}
