// Building blocks of the examples about credentials in logs.
import { podManifest } from './example-manifests.ts';

/** What `detect --logs -o json` writes of a token in the log of the container, as far as it is read. */
export function logFindings(pod = 'web', container = 'web', kind = 'token'): string {
  return `
schema: watertight/v1
kind: detect
findings:
- detector: github-token
  class: ${kind}
  severity: critical
  file: "cluster:test/pod:shop/${pod}/log/${container}"
  length: 40
---`;
}

/** The pod whose log it is, on `n1` unless said. */
export function loggedPod(node = 'n1'): string {
  return podManifest(
    `{ nodeName: ${node}, automountServiceAccountToken: false, containers: [{ name: web, image: web }] }`,
  );
}

export const LOG_OF_WEB = 'pod:shop/web#log/web';
