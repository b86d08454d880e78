// For tests of single answers of `can-connect`: two pods of one namespace, each on a node of its own, and what is said of a connection.
import type { ConnectRequest } from '../results/can-connect.ts';
import { CanConnect } from '../reach/can-connect.ts';
import type { Connected } from '../reach/can-connect.ts';
import type { Cni } from '../reach/reading.ts';
import { factsOf } from './facts-of.ts';

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: c}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {nodeName: n2, containers: [{name: c, image: c}]}
---
`;

/** Beside the two pods, `web` on n1 and `db` on n2, there is what the manifests say. */
export function answerOf(manifests: string, cni: Cni | undefined, request: ConnectRequest): Connected {
  const answer = new CanConnect(factsOf(PODS + manifests), cni === undefined ? {} : { cni }).answer(request);
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}
