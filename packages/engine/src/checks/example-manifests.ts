// Frames for the checks' examples: a workload in the namespace `shop` around the pod spec that matters.

function indented(text: string, spaces: number): string {
  const pad = ' '.repeat(spaces);
  return text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? line : pad + line))
    .join('\n');
}

/** A Pod named `web`. */
export function podManifest(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n${indented(spec, 2)}\n`;
}

/** A Deployment named `web`. */
export function deploymentManifest(spec: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
${indented(spec, 6)}
`;
}

/** A CronJob named `nightly`. */
export function cronJobManifest(spec: string): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
  namespace: shop
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
${indented(spec, 10)}
`;
}

/** A container with this setting in the named list; beside a harmless one where that is no list of main containers. */
export function containerIn(list: 'containers' | 'initContainers' | 'ephemeralContainers', setting: string): string {
  const container = `${list}:\n- name: agent\n  image: registry.example/agent:1\n${indented(setting, 2)}`;
  if (list === 'containers') return container;
  return `${container}\ncontainers:\n- name: app\n  image: registry.example/app:1\n  securityContext:\n    allowPrivilegeEscalation: false`;
}

/** Several objects in one file. */
export function documents(...manifests: readonly string[]): string {
  return manifests.map((manifest) => manifest.trim()).join('\n---\n') + '\n';
}

/** A ConfigMap named `shipper` with one key of several lines. */
export function configMapManifest(key: string, lines: readonly string[]): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: shipper
  namespace: shop
data:
  ${key}: |
${lines.map((line) => `    ${line}`).join('\n')}
`;
}
