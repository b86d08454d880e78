// J5: act as the ServiceAccount of a program that asks nobody who they are.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest } from './example-manifests.ts';
import { labelledPod, policyManifest, serviceManifest } from './network-examples.ts';

const web = labelledPod('web', 'shop');
const account = accountManifest('board', 'tools');
const dashboard = (args: string): string =>
  labelledPod('board', 'tools', `image: kubernetesui/dashboard:v2.7.0, args: [${args}]`).replace(
    'automountServiceAccountToken: false',
    'serviceAccountName: board',
  );
const skips = account + dashboard('--auto-generate-certificates, --enable-skip-login');
const proxy =
  account +
  labelledPod('board', 'tools', 'image: bitnami/kubectl, args: [proxy, --address=0.0.0.0, --port=8002]').replace(
    'automountServiceAccountToken: false',
    'serviceAccountName: board',
  );
const exposedOther =
  labelledPod('other', 'tools', 'image: kubernetesui/dashboard:v2.7.0, args: [--enable-skip-login]').replace(
    'automountServiceAccountToken: false',
    'serviceAccountName: other',
  ) +
  accountManifest('other', 'tools') +
  serviceManifest('other', 'tools', '443, targetPort: 8443');
/** Both namespaces in Istio's ambient mesh. */
const ambient = ['shop', 'tools']
  .map(
    (name) => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { istio.io/dataplane-mode: ambient } }
---`,
  )
  .join('');
const letsIn = (port: number): string => policyManifest('tools', `ingress: [{ ports: [{ port: ${port} }] }]`);
const ACTS = { from: 'pod:shop/web', to: 'serviceaccount:tools/board' } as const;
const FROM_INTERNET = { from: 'network:internet', to: 'serviceaccount:tools/board' } as const;

export const j5: Technique = {
  id: 'J5',
  title: 'Act through a console that asks nobody',
  why: 'A Kubernetes Dashboard whose login may be skipped, `kubectl proxy` that listens to all, and Tiller do what whoever reaches their port asks, as their own ServiceAccount.',
  fix: 'Take the console away, or let it ask for credentials; let only those in that need it; give its account the least it needs.',
  references: [
    'https://github.com/kubernetes/dashboard/blob/v2.7.0/docs/common/arguments.md',
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/',
    'https://v2.helm.sh/docs/securing_installation/',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'consoleActsAsAccount', certainty: 'conditional' },
    { type: 'relation', relation: 'consoleActsIfLetThrough', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail = `${from} reaches the console`, doubts = [] }) => ({
    because: `${detail}; it acts as ${to}`,
    conditions: [
      { text: 'nothing in front of the program asks for credentials', settledBy: 'its settings' },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'a dashboard whose login may be skipped', manifests: web + skips, ...ACTS, certainty: 'conditional' },
      { name: 'kubectl proxy that listens to all', manifests: web + proxy, ...ACTS, certainty: 'conditional' },
      {
        name: 'from the internet',
        manifests: skips + serviceManifest('board', 'tools', '443, targetPort: 8443'),
        ...FROM_INTERNET,
        certainty: 'conditional',
      },
      {
        name: 'through a tunnel of the mesh, of which a policy lets the port in',
        manifests: ambient + web + skips + letsIn(15_008),
        ...ACTS,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'the policy lets in the program’s port, and the mesh comes to its own',
        manifests: ambient + web + skips + letsIn(8443),
        ...ACTS,
      },
      {
        name: 'the policy lets in the port of tunnels, and no mesh makes any',
        manifests: web + skips + letsIn(15_008),
        ...ACTS,
      },
      {
        name: 'a dashboard that asks',
        manifests: web + account + dashboard('--auto-generate-certificates'),
        ...ACTS,
      },
      {
        name: 'it holds no token',
        manifests:
          web +
          skips.replace('serviceAccountName: board', 'serviceAccountName: board, automountServiceAccountToken: false'),
        ...ACTS,
      },
      { name: 'nothing may come in', manifests: web + skips + policyManifest('tools', 'ingress: []'), ...ACTS },
      {
        name: 'kubectl proxy for its own pod',
        manifests: web + proxy.replace('--address=0.0.0.0, ', ''),
        ...ACTS,
      },
      {
        name: 'a Service without an address outside',
        manifests: exposedOther + skips + serviceManifest('board', 'tools', '443, targetPort: 8443', 'ClusterIP'),
        ...FROM_INTERNET,
      },
    ],
  },
};
