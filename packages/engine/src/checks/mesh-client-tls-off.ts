// DestinationRules that take encryption, or the look at the server's certificate, from the clients of a mesh.
import type { ClientPolicy, DestinationRuleFact } from '../facts/mesh.ts';
import type { Severity } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';

interface Weakness {
  readonly policy: ClientPolicy;
  readonly says: string;
  readonly severity: Severity;
}

function weaknessOf(rule: DestinationRuleFact, policy: ClientPolicy): Weakness | undefined {
  const { tls } = policy;
  if (tls === undefined) return undefined;
  if (tls.mode === 'DISABLE') return { policy, says: 'no TLS at all (DISABLE)', severity: 'medium' };
  if (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL') return undefined;
  if (tls.skipsVerify)
    return { policy, says: `TLS to whoever answers (${tls.mode} with insecureSkipVerify)`, severity: 'medium' };
  if (tls.credential && rule.workloadSelector.size === 0)
    return {
      policy,
      says: `no TLS from sidecars (${tls.mode} with credentialName and without a workloadSelector; only gateways read it)`,
      severity: 'medium',
    };
  if (tls.verifies) return undefined;
  return {
    policy,
    says: `TLS without a CA to verify (${tls.mode}): older proxies take any certificate`,
    severity: 'low',
  };
}

function whom({ subset, port }: ClientPolicy): string {
  const parts = [...(subset === '' ? [] : [`subset ${subset}`]), ...(port === 0 ? [] : [`port ${port}`])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function failureOf(rule: DestinationRuleFact): Failure | undefined {
  const found = rule.policies.map((policy) => weaknessOf(rule, policy)).filter((one) => one !== undefined);
  const worst = found.find(({ severity }) => severity === 'medium') ?? found[0];
  if (worst === undefined) return undefined;
  const skipping = found.filter(({ policy }) => policy.tls?.skipsVerify === true && policy.tls.verifies);
  return {
    result: 'fail',
    object: rule,
    pointer: worst.policy.pointer,
    message: `Clients of ${rule.host} are given ${found.map(({ says, policy }) => `${says}${whom(policy)}`).join('; ')}.`,
    severity: worst.severity,
    fix: {
      summary:
        'Leave tls out for servers of the mesh (mTLS is automatic), or write ISTIO_MUTUAL; for servers outside use SIMPLE or MUTUAL with caCertificates and subjectAltNames.',
      ...jsonPatch(
        rule,
        skipping.map(({ policy: { pointer, port } }) => ({
          op: 'remove',
          path: `${port === 0 ? pointer : `${pointer}/tls`}/insecureSkipVerify`,
        })),
      ),
    },
  };
}

const rule = (tls: string, more = ''): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: db, namespace: shop }
spec:
  host: db.shop.svc.cluster.local${more}
  trafficPolicy:
    tls: ${tls}
`;
const CA = 'caCertificates: /etc/ssl/ca.pem';

export const meshClientTlsOff: Check = {
  id: 'mesh-client-tls-off',
  title: 'A DestinationRule takes encryption from clients',
  why: 'A DestinationRule’s TLS mode counts before the mesh’s automatic mTLS: DISABLE sends everything in clear, although both ends have a proxy. SIMPLE and MUTUAL with insecureSkipVerify, or without anything to verify by, are TLS with whoever answers. And a sidecar reads credentialName only where the rule has a workloadSelector: without, it looks like TLS and leaves in clear.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040', 'T1557'],
    stride: ['information disclosure', 'spoofing', 'tampering'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
    'https://istio.io/latest/docs/reference/config/analysis/ist0128/',
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
  ],
  *find(facts) {
    for (const one of facts.destinationRules) {
      const failure = failureOf(one);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'DISABLE', manifests: rule('{ mode: DISABLE }') },
      { name: 'verification skipped', manifests: rule(`{ mode: SIMPLE, ${CA}, insecureSkipVerify: true }`) },
      { name: 'a credential that no sidecar reads', manifests: rule('{ mode: SIMPLE, credentialName: db }') },
      { name: 'nothing to verify by', manifests: rule('{ mode: SIMPLE }') },
    ],
    safe: [
      { name: 'the mesh’s own', manifests: rule('{ mode: ISTIO_MUTUAL }') },
      { name: 'a CA', manifests: rule(`{ mode: SIMPLE, ${CA} }`) },
      {
        name: 'a credential for workloads',
        manifests: rule('{ mode: SIMPLE, credentialName: db }', '\n  workloadSelector: { matchLabels: { app: web } }'),
      },
    ],
  },
};
