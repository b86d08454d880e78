// Names that requests to a proxy subresource carry: the object, with a scheme and a port if the caller likes.

/**
 * The pod, Service or node that a name in the URL of a proxy means: `https:web:8443`, `web:http` and `web` are all `web`.
 * resourceNames are compared with the name as it stands in the URL, so a rule may list any of these.
 * https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls
 */
export function proxyTarget(name: string): string {
  return /^(?:https?:)?([^:]+)(?::[^:]*)?$/.exec(name)?.[1] ?? name;
}
