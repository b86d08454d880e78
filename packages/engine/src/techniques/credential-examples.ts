// Building blocks of the examples about credentials in plain text; their values are plainly fake.

/** A ConfigMap `app` with a password under this key. */
export function appConfig(key = 'DB_PASSWORD'): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: shop }
data: { ${key}: not-a-real-password }
---`;
}

/** A pod spec whose container has a literal under this name. */
export function literal(name: string, more = ''): string {
  return `{ ${more}containers: [{ name: web, image: web, env: [{ name: ${name}, value: not-a-real-password }] }] }`;
}

/** A rule on a kind; of the core group unless said. */
export function onKind(resource: string, verbs: string, names?: string, group = ''): string {
  const only = names === undefined ? '' : `, resourceNames: [${names}]`;
  return `{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs}]${only} }`;
}

/** From the ServiceAccount of the examples to the ConfigMap, and to the literal of the Deployment. */
export const CONFIG_TO_APP = { from: 'serviceaccount:shop/app', to: 'configmap:shop/app' } as const;
export const WEB_PASSWORD = { from: 'serviceaccount:shop/app', to: 'deployment:shop/web#DB_PASSWORD' } as const;
