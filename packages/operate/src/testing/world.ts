// For tests: a ServiceAccount that may do much of what paths are made of, without being an administrator.
const RULES: readonly (readonly [group: string, resources: string, verbs: string])[] = [
  ['""', 'secrets, configmaps', 'get, list, create, update, patch, delete, deletecollection'],
  ['""', 'serviceaccounts', 'create, impersonate'],
  ['""', 'users, groups', 'impersonate'],
  ['""', 'serviceaccounts/token, pods/exec, pods/attach, pods/portforward', 'create'],
  ['""', 'pods/proxy, services/proxy, nodes/proxy, pods/log', 'get, create'],
  ['""', 'pods, persistentvolumes, persistentvolumeclaims', 'create, patch, update'],
  ['""', 'pods/ephemeralcontainers', 'patch'],
  ['""', 'pods/binding', 'create'],
  ['apps', 'deployments, daemonsets, statefulsets, replicasets', 'create, patch'],
  ['batch', 'jobs, cronjobs', 'create, patch'],
  ['rbac.authorization.k8s.io', 'roles, clusterroles', 'bind, escalate, patch'],
  ['rbac.authorization.k8s.io', 'rolebindings, clusterrolebindings', 'create, patch'],
  ['certificates.k8s.io', 'certificatesigningrequests, certificatesigningrequests/nodeclient', 'create, get'],
  ['certificates.k8s.io', 'certificatesigningrequests/approval', 'update'],
  ['certificates.k8s.io', 'signers', 'approve'],
  ['admissionregistration.k8s.io', 'validatingwebhookconfigurations, mutatingwebhookconfigurations', 'create, patch'],
  ['admissionregistration.k8s.io', 'validatingadmissionpolicies, validatingadmissionpolicybindings', 'create'],
  ['apiregistration.k8s.io', 'apiservices', 'patch'],
];

const list = (texts: string): string =>
  `[${
    texts.includes('"')
      ? texts
      : texts
          .split(', ')
          .map((text) => `"${text}"`)
          .join(', ')
  }]`;

/** In namespaces that begin with `prefix`; the value of its Secret is `marked-value-7719`. */
export function world(prefix: string): string {
  const rules = RULES.map(
    ([group, resources, verbs]) =>
      `- { apiGroups: ${list(group)}, resources: ${list(resources)}, verbs: ${list(verbs)} }`,
  ).join('\n');
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${prefix}-shop }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: ${prefix}-shop }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: boss, namespace: ${prefix}-shop }
---
apiVersion: v1
kind: Secret
metadata: { name: db, namespace: ${prefix}-shop }
stringData: { password: marked-value-7719 }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: scripts, namespace: ${prefix}-shop }
data: { run.sh: echo }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: ${prefix}-shop }
spec:
  automountServiceAccountToken: false
  containers: [{ name: web, image: web, envFrom: [{ secretRef: { name: db } }], env: [{ name: P, value: marked-value-7719 }] }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: ${prefix}-shop }
spec:
  replicas: 0
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: api, image: api }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${prefix}-much }
rules:
${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${prefix}-much }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${prefix}-much }
subjects: [{ kind: ServiceAccount, namespace: ${prefix}-shop, name: app }]
---
`;
}

/** The account of the world. */
export const appOf = (prefix: string): string => `serviceaccount:${prefix}-shop/app`;
