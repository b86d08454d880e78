// Istio servers that take connections in clear: PERMISSIVE or DISABLE, written or by default.
import type { Facts } from '../facts/facts.ts';
import type { PeerAuthenticationFact } from '../facts/mesh.ts';
import { rootNamespace } from '../transit/istio-server.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';
import type { Operation } from './patch.ts';

const SAYS = {
  DISABLE: 'switches mTLS off: nothing that the mesh sends to them is encrypted',
  PERMISSIVE: 'takes mTLS and connections in clear alike: whoever has no proxy needs no identity',
} as const;

const FIX =
  'Set the mode to STRICT, namespace by namespace, once every client has a proxy; leave single ports that outsiders need to portLevelMtls of a policy with a selector.';

function ofPolicy(policy: PeerAuthenticationFact): Failure | undefined {
  const { mode, selector, ports, namespace } = policy;
  const isOpen = mode === 'DISABLE' || mode === 'PERMISSIVE';
  // Ports count only beside a selector.
  const open = selector.size === 0 ? [] : ports.filter((one) => one.mode === 'DISABLE' || one.mode === 'PERMISSIVE');
  const [first] = open;
  if (!isOpen && first === undefined) return undefined;
  const whom = selector.size === 0 ? `the pods of ${namespace}` : 'the pods that it selects';
  const parts = [
    ...(isOpen ? [`${mode} for ${whom} ${SAYS[mode]}`] : []),
    ...open.map((one) => `${one.mode} for port ${one.port} ${SAYS[one.mode as keyof typeof SAYS]}`),
  ];
  const changes: Operation[] = [
    ...(isOpen ? [{ op: 'replace', path: '/spec/mtls/mode', value: 'STRICT' } as const] : []),
    ...open.map(({ pointer }) => ({ op: 'replace', path: `${pointer}/mode`, value: 'STRICT' }) as const),
  ];
  return {
    result: 'fail',
    object: policy,
    pointer: isOpen ? '/spec/mtls/mode' : (first?.pointer ?? ''),
    message: `${parts.join('; ')}.`,
    fix: { summary: FIX, ...jsonPatch(policy, changes) },
  };
}

const IN_MESH: readonly (readonly [string, RegExp])[] = [
  ['istio-injection', /^enabled$/],
  ['istio.io/rev', /./],
  ['istio.io/dataplane-mode', /^ambient$/],
];

/** Namespaces of the mesh for which nobody sets a mode: it is PERMISSIVE then. */
function* byDefault(facts: Facts): Generator<Failure> {
  const root = rootNamespace(facts);
  const setting = facts.peerAuthentications.filter(({ mode, selector }) => mode !== 'UNSET' && selector.size === 0);
  if (setting.some(({ namespace }) => namespace === root)) return;
  for (const object of facts.namespaces) {
    const label = IN_MESH.find(([key, value]) => value.test(object.labels.get(key) ?? ''));
    if (label === undefined || setting.some(({ namespace }) => namespace === object.name)) continue;
    yield {
      result: 'fail',
      object,
      pointer: '/metadata/labels',
      message: `No PeerAuthentication sets a mode for ${object.name}, which is in the mesh (${label[0]}): its pods take connections in clear (PERMISSIVE).`,
      severity: 'low',
      fix: { summary: FIX },
    };
  }
}

const policy = (spec: string): string => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  ${spec}
`;
const SELECTOR = 'selector: { matchLabels: { app: web } }';
const namespace = (labels: string): string => `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
`;
const beside = (of: string): string =>
  documents(
    policy('mtls: { mode: STRICT }').replace('namespace: shop', `namespace: ${of}`),
    namespace('istio-injection: enabled'),
  );

export const meshMtlsNotStrict: Check = {
  id: 'mesh-mtls-not-strict',
  title: 'Pods of the mesh take connections in clear',
  why: 'PERMISSIVE, which is Istio’s default, is for moving into the mesh: a pod without a proxy, an attacker’s among them, connects in clear and has no identity that policies could refuse; a DENY that names principals never meets such a client. DISABLE takes mTLS from the clients that have it. Only STRICT makes encryption something to rely on.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040', 'T1557'],
    stride: ['information disclosure', 'spoofing', 'tampering'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
  ],
  *find(facts) {
    for (const one of facts.peerAuthentications) {
      const failure = ofPolicy(one);
      if (failure !== undefined) yield failure;
    }
    yield* byDefault(facts);
  },
  examples: {
    exposed: [
      { name: 'PERMISSIVE', manifests: policy('mtls: { mode: PERMISSIVE }') },
      { name: 'DISABLE', manifests: policy('mtls: { mode: DISABLE }') },
      { name: 'one port', manifests: policy(`${SELECTOR}\n  portLevelMtls: { 8080: { mode: DISABLE } }`) },
      { name: 'the default', manifests: namespace('istio-injection: enabled') },
      { name: 'a mode for another namespace', manifests: beside('other') },
    ],
    safe: [
      { name: 'STRICT', manifests: policy('mtls: { mode: STRICT }') },
      { name: 'what the mesh says', manifests: policy('mtls: { mode: UNSET }') },
      {
        name: 'a port without a selector, which counts for nothing',
        manifests: policy('portLevelMtls: { 8080: { mode: DISABLE } }'),
      },
      { name: 'one port, STRICT', manifests: policy(`${SELECTOR}\n  portLevelMtls: { 8080: { mode: STRICT } }`) },
      { name: 'a namespace outside of the mesh', manifests: namespace('istio-injection: disabled') },
      { name: 'a mode for the mesh', manifests: beside('istio-system') },
    ],
  },
};
