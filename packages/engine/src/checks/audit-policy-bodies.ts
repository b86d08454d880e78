// Audit policies that have the API server write the bodies of Secrets and tokens into its audit log.
import type { AuditedBodies } from '../facts/audit-policy.ts';
import type { Check } from './check.ts';

const FIX =
  'Put a rule of level Metadata for secrets, configmaps, serviceaccounts/token and tokenreviews before all others; change what was logged, and delete those logs where they are kept.';

/** Each kind once, with the rule that has it written first. */
function listed(bodies: readonly AuditedBodies[]): string {
  const first = new Map<string, AuditedBodies>();
  for (const found of bodies) if (!first.has(found.kind)) first.set(found.kind, found);
  return Array.from(
    first.values(),
    ({ kind, level, pointer, verbs }) =>
      `${kind} (${level} in rule ${Number(pointer.slice('/rules/'.length)) + 1}, on ${verbs.join(', ')})`,
  ).join('; ');
}

const policy = (...rules: readonly string[]): string =>
  `apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules.map((rule) => `- { ${rule} }\n`).join('')}`;
const on = (resources: string, group = '""'): string => `resources: [{ group: ${group}, resources: [${resources}] }]`;
const SENSITIVE = `level: Metadata, resources: [{ group: "", resources: [secrets, configmaps, serviceaccounts/token] }, { group: authentication.k8s.io, resources: [tokenreviews] }]`;

export const auditPolicyBodies: Check = {
  id: 'audit-policy-bodies',
  title: 'The audit log holds the bodies of Secrets or tokens',
  why: 'At the levels Request and RequestResponse the API server writes bodies into the audit log as they are: the values of Secrets that are written or read, tokens that are asked for or reviewed. The log is a file on the control plane, and mostly sent to a store that more people read than may read Secrets. The first rule that matches a request decides, so that a rule for secrets behind a wider one changes nothing.',
  severity: 'high',
  maps: {
    cis: ['3.2.2'],
    nsa: ['Audit logging'],
    attack: ['T1552.001', 'T1552.007'],
    stride: ['information disclosure'],
    owasp: ['K05'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy',
    'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
  ],
  *find({ auditPolicies }) {
    for (const fact of auditPolicies) {
      const [first] = fact.bodies;
      if (first !== undefined) {
        const isOnlyConfig = fact.bodies.every(({ kind }) => kind === 'configmaps');
        yield {
          result: 'fail',
          object: fact,
          pointer: first.pointer,
          message: `The policy has bodies written to the audit log: ${listed(fact.bodies)}.`,
          ...(isOnlyConfig && { severity: 'low' }),
          fix: { summary: FIX },
        };
      }
      for (const pointer of fact.unknownLevels)
        yield {
          result: 'unknown',
          object: fact,
          pointer,
          message:
            'The rule has no level that there is: an API server refuses the policy, and what it would log is not known.',
          fix: { summary: 'Write one of the levels None, Metadata, Request and RequestResponse.' },
        };
    }
  },
  examples: {
    exposed: [
      { name: 'everything', manifests: policy('level: RequestResponse') },
      { name: 'what is written to Secrets', manifests: policy(`level: Request, ${on('secrets')}`, 'level: Metadata') },
      {
        name: 'a rule for Secrets behind a wider one',
        manifests: policy('level: Request, resources: [{ group: "" }]', `level: Metadata, ${on('secrets')}`),
      },
      { name: 'tokens that are given', manifests: policy(`level: RequestResponse, ${on('serviceaccounts/token')}`) },
      {
        name: 'tokens that are reviewed',
        manifests: policy(`level: Request, ${on('tokenreviews', 'authentication.k8s.io')}`),
      },
    ],
    safe: [
      { name: 'metadata alone', manifests: policy('level: Metadata') },
      { name: 'a rule for them before a wider one', manifests: policy(SENSITIVE, 'level: RequestResponse') },
      { name: 'other kinds', manifests: policy(`level: RequestResponse, ${on('pods, services')}`, 'level: Metadata') },
      {
        name: 'requests for tokens, which hold none',
        manifests: policy(`level: Request, ${on('serviceaccounts/token')}`),
      },
    ],
  },
};
