// How Ingresses and Gateways match host names.

/** Exact, or a wildcard for one label. An empty list is every host. https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards */
export function coversHost(hosts: readonly string[], host: string): boolean {
  if (hosts.length === 0) return true;
  const parent = host.includes('.') ? host.slice(host.indexOf('.')) : '';
  return hosts.some((one) => one === host || (one.startsWith('*.') && one.slice(1) === parent));
}

/** Whether some host is both a listener's and a route's: a wildcard of the Gateway API stands for any number of labels. */
export function meetHosts(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  return one.some((a) => other.some((b) => a === b || isBelow(a, b) || isBelow(b, a)));
}

function isBelow(host: string, wildcard: string): boolean {
  return wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1));
}
