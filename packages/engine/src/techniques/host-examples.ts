// Building blocks of examples in which a pod runs on a known node.
import { podManifest } from './example-manifests.ts';

/** Pod `shop/web` on node `n1`; `spec` is the inside of a YAML flow mapping. */
export function onNodeOne(spec: string, name = 'web', namespace = 'shop'): string {
  return podManifest(`{ nodeName: n1, automountServiceAccountToken: false, ${spec} }`, name, namespace);
}
