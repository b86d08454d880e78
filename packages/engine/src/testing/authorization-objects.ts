// For the tests of Istio's AuthorizationPolicies: policies for all pods of the server's namespace, from the few fields that a row is about.

/** In the server's namespace, for all of its pods, unless the metadata or the spec says otherwise. */
export const policy = (
  spec: string,
  metadata = 'name: a, namespace: servers',
): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { ${metadata} }
spec: { ${spec} }
`;
export const allow = (rules: string): string => policy(`rules: [${rules}]`);
export const deny = (rules: string): string => policy(`action: DENY, rules: [${rules}]`, 'name: d, namespace: servers');
export const from = (source: string): string => `{ from: [{ source: { ${source} } }] }`;
export const to = (operation: string): string => `{ to: [{ operation: { ${operation} } }] }`;
export const when = (key: string, values: string): string => `{ when: [{ key: '${key}', ${values} }] }`;
export const CLIENT = 'cluster.local/ns/clients/sa/default';
export const OTHER = 'cluster.local/ns/clients/sa/other';
