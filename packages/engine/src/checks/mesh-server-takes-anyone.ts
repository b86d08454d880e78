// Linkerd servers that take clients without an identity of the mesh, and so in clear.
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';

const OPEN: ReadonlySet<string> = new Set(['all-unauthenticated', 'cluster-unauthenticated', 'audit']);
const FIX =
  'Authorise identities: an AuthorizationPolicy with a MeshTLSAuthentication; leave ports that outsiders need (probes, metrics) to a Server of their own.';

const server = (accessPolicy: string): string => `apiVersion: policy.linkerd.io/v1beta3
kind: Server
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  port: 8080
  accessPolicy: ${accessPolicy}
`;
const policy = (kind: string): string => `apiVersion: policy.linkerd.io/v1alpha1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec:
  targetRef: { group: policy.linkerd.io, kind: Server, name: web }
  requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: ${kind}, name: clients }]
`;

export const meshServerTakesAnyone: Check = {
  id: 'mesh-server-takes-anyone',
  title: 'A Linkerd server takes clients without an identity',
  why: 'Two proxies of Linkerd speak mTLS, but a server refuses clients without one only where a policy says so. A Server with an access policy that ends in unauthenticated, or audit, which lets everybody in and writes it down, a ServerAuthorization for unauthenticated clients, and an AuthorizationPolicy that asks for a network alone take them in clear.',
  severity: 'low',
  maps: {
    nsa: ['Encrypt data in transit', 'Network separation and hardening'],
    attack: ['T1040'],
    stride: ['information disclosure', 'spoofing'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://linkerd.io/2/reference/authorization-policy/',
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
  ],
  *find({ linkerdServers, linkerdGrants }): Generator<Failure> {
    for (const object of linkerdServers) {
      if (!OPEN.has(object.accessPolicy)) continue;
      const change = { op: 'replace', path: '/spec/accessPolicy', value: 'deny' } as const;
      yield {
        result: 'fail',
        object,
        pointer: '/spec/accessPolicy',
        message: `The Server takes clients that nobody has authenticated, in clear (${object.accessPolicy}).`,
        fix: { summary: FIX, ...jsonPatch(object, [change]) },
      };
    }
    for (const object of linkerdGrants) {
      if (!object.takesUnmeshed) continue;
      const whom = object.server === '' ? 'Servers of its namespace' : `Server ${object.server}`;
      yield {
        result: 'fail',
        object,
        pointer: '/spec',
        message: `By it, ${whom} may take clients without an identity of the mesh, in clear.`,
        fix: { summary: FIX },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'an access policy', manifests: server('all-unauthenticated') },
      { name: 'audit', manifests: server('audit') },
      { name: 'a network alone', manifests: policy('NetworkAuthentication') },
    ],
    safe: [
      { name: 'deny', manifests: server('deny') },
      { name: 'the mesh', manifests: server('all-authenticated') },
      { name: 'identities', manifests: policy('MeshTLSAuthentication') },
    ],
  },
};
