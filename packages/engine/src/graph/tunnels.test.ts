// Steps over the network where proxies speak through tunnels: policies see the tunnel's port, and not the program's.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { factsOf } from '../testing/facts-of.ts';

interface Input {
  /** Labels of the namespace of the client. */
  readonly client?: string;
  readonly server?: string;
  /** The port that the policy of the server's namespace lets in. */
  readonly lets: number;
}

const AMBIENT = 'istio.io/dataplane-mode: ambient';

const world = ({ client = '', server = '', lets }: Input): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${client} } }
---
apiVersion: v1
kind: Namespace
metadata: { name: tools, labels: { ${server} } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: board, namespace: tools }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { nodeName: n1, automountServiceAccountToken: false, containers: [{ name: c, image: web }] }
---
apiVersion: v1
kind: Pod
metadata: { name: board, namespace: tools, labels: { app: board } }
spec: { nodeName: n2, serviceAccountName: board, containers: [{ name: c, image: "kubernetesui/dashboard:v2.7.0", args: [--enable-skip-login] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: tools }
spec: { podSelector: {}, ingress: [{ ports: [{ port: ${lets} }] }] }
`;

test.each<[string, Input, string | undefined]>([
  ['the tunnel’s port alone', { client: AMBIENT, server: AMBIENT, lets: 15_008 }, 'conditional'],
  ['the program’s port alone', { client: AMBIENT, server: AMBIENT, lets: 8443 }, undefined],
  ['one end in the mesh, the program’s port', { server: AMBIENT, lets: 8443 }, 'conditional'],
  ['one end in the mesh, the tunnel’s port', { server: AMBIENT, lets: 15_008 }, undefined],
  ['no mesh, the program’s port', { lets: 8443 }, 'conditional'],
  ['no mesh, the tunnel’s port', { lets: 15_008 }, undefined],
])('a dashboard without a login, by %s', (_, input, certainty) => {
  const reached = analyse(factsOf(world(input)))
    .reachOf('pod:shop/web')
    .find(({ id }) => id === 'serviceaccount:tools/board');
  expect(reached?.prove().certainty).toBe(certainty);
});
