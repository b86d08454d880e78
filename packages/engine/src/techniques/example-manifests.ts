// Building blocks of the techniques' examples: small, whole manifests with plainly fake values.

/** A Secret `NAME` in the namespace. */
export function secretManifest(name = 'db', namespace = 'shop'): string {
  return `
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace} }
stringData: { password: not-a-real-password }
---`;
}

export function accountManifest(name: string, namespace = 'shop'): string {
  return `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: ${namespace} }
---`;
}

/** The namespace `shop`, with the Pod Security level that its label enforces; without a label where none is given. */
export function namespaceManifest(level = '', name = 'shop'): string {
  const labels = level === '' ? '' : `, labels: { pod-security.kubernetes.io/enforce: ${level} }`;
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}${labels} }
---`;
}

/** A namespace in which no pod can escape to its node. */
export function restrictedNamespace(name = 'shop'): string {
  return namespaceManifest('restricted', name);
}

const API = 'rbac.authorization.k8s.io';

interface Granted {
  readonly namespace?: string;
  /** One YAML flow mapping a rule: `{ apiGroups: [""], resources: [secrets], verbs: [get] }`. */
  readonly rules: readonly string[];
  /** `shop/app` for a ServiceAccount, `group:dev`, `user:ann`. */
  readonly subject?: string;
  readonly name?: string;
}

function subjectLine(subject: string): string {
  const [kind = '', name = ''] = subject.split(':');
  if (name !== '')
    return `{ apiGroup: ${API}, kind: ${kind === 'group' ? 'Group' : 'User'}, name: "${subject.slice(kind.length + 1)}" }`;
  const [namespace, account] = subject.split('/');
  return `{ kind: ServiceAccount, name: ${account}, namespace: ${namespace} }`;
}

/** A Role with these rules and a RoleBinding to it, both in the namespace. The subject is `shop/app` unless said otherwise. */
export function roleManifest({ namespace = 'shop', rules, subject = 'shop/app', name = 'granted' }: Granted): string {
  return `
apiVersion: ${API}/v1
kind: Role
metadata: { name: ${name}, namespace: ${namespace} }
rules:
${rules.map((rule) => `- ${rule}`).join('\n')}
---
apiVersion: ${API}/v1
kind: RoleBinding
metadata: { name: ${name}, namespace: ${namespace} }
roleRef: { apiGroup: ${API}, kind: Role, name: ${name} }
subjects:
- ${subjectLine(subject)}
---`;
}

/** A ClusterRole with these rules and a ClusterRoleBinding to it. */
export function clusterRoleManifest({ rules, subject = 'shop/app', name = 'granted' }: Granted): string {
  return `
apiVersion: ${API}/v1
kind: ClusterRole
metadata: { name: ${name} }
rules:
${rules.map((rule) => `- ${rule}`).join('\n')}
---
apiVersion: ${API}/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: ${API}, kind: ClusterRole, name: ${name} }
subjects:
- ${subjectLine(subject)}
---`;
}

/** A rule on core secrets. */
export function onSecrets(verbs: string, names?: string): string {
  return `{ apiGroups: [""], resources: [secrets], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
}

/** From the ServiceAccount of the examples to their Secret. */
export const APP_TO_DB = { from: 'serviceaccount:shop/app', to: 'secret:shop/db' } as const;

/** A Deployment with this pod spec, as one YAML flow mapping. */
export function deploymentManifest(podSpec: string, name = 'web', namespace = 'shop'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: ${podSpec}
---`;
}

/** A running Pod on a node. */
export function podManifest(podSpec: string, name = 'web', namespace = 'shop'): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${podSpec}
status: { phase: Running }
---`;
}
