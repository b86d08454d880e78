// Rules of a NetworkPolicy that add nothing, because another rule for the same pods allows all that they do and more.
import { DIRECTIONS, isolates } from '../facts/network.ts';
import type { Direction, NetworkPolicyFact, PolicyRule } from '../facts/network.ts';
import type { Facts } from '../facts/facts.ts';
import { isEmptySelector } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { surplusText, withRules } from './policy-rule.ts';
import { RuleCovers } from './rule-covers.ts';

/** Rules of one direction that are compared with each other: each with each. */
const MOST_RULES = 1000;

interface Written {
  readonly policy: NetworkPolicyFact;
  readonly at: number;
  readonly rule: PolicyRule;
}

function writtenRules(policy: NetworkPolicyFact, direction: Direction): Written[] {
  // What the server refuses or drops has its own finding, and no sure meaning.
  if (policy.faults.length > 0 || !isolates(policy, direction)) return [];
  return policy[direction].map((rule, at) => ({ policy, at, rule }));
}

/** Of two in one policy that are equal the first stays; two policies that say the same are somebody's choice. */
function shadows(wide: Written, narrow: Written, rules: RuleCovers): boolean {
  if (wide.rule === narrow.rule || !rules.covers(wide.rule, narrow.rule)) return false;
  return !rules.covers(narrow.rule, wide.rule) || (wide.policy === narrow.policy && wide.at < narrow.at);
}

function* find(facts: Facts): Generator<Failure> {
  for (const policies of Map.groupBy(facts.networkPolicies, ({ namespace }) => namespace).values())
    for (const direction of DIRECTIONS) yield* judgeNamespace(policies, direction, facts);
}

function* judgeNamespace(
  policies: readonly NetworkPolicyFact[],
  direction: Direction,
  facts: Facts,
): Generator<Failure> {
  const rules = new RuleCovers();
  const forAll = policies
    .filter(({ podSelector }) => isEmptySelector(podSelector))
    .flatMap((policy) => writtenRules(policy, direction));
  for (const policy of policies) {
    const own = writtenRules(policy, direction);
    const wider = isEmptySelector(policy.podSelector) ? forAll : [...own, ...forAll];
    if (wider.length > MOST_RULES && own.length > 0) {
      yield uncompared(policy, direction);
      continue;
    }
    for (const narrow of own) {
      const wide = wider.find((one) => shadows(one, narrow, rules));
      if (wide !== undefined) yield failureOf(narrow, wide, direction, facts);
    }
  }
}

function uncompared(policy: NetworkPolicyFact, direction: Direction): Failure {
  return {
    result: 'unknown',
    object: policy,
    pointer: `/spec/${direction}`,
    message: `More than ${MOST_RULES} rules hold for the same pods: whether some add nothing was not looked at.`,
    fix: { summary: 'Write fewer rules: peers and ports are lists.' },
  };
}

function failureOf({ policy, rule }: Written, wide: Written, direction: Direction, facts: Facts): Failure {
  const without = withRules(wide.policy, direction, wide.policy[direction].toSpliced(wide.at, 1));
  const surplus = surplusFinder(facts).find(wide.policy, without, direction);
  const witness = surplus === undefined ? '' : ` Beside it, ${surplusText(surplus)}.`;
  return {
    result: 'fail',
    object: policy,
    pointer: rule.pointer,
    message: `The rule adds nothing: ${objectId(wide.policy)} ${wide.rule.pointer} allows the same pods all of it.${witness}`,
    fix: {
      summary: 'Remove the wider rule if this one was meant to limit; else remove this one.',
      ...jsonPatch(policy, [{ op: 'remove', path: rule.pointer }]),
    },
  };
}

const example = (first: string, second: string): string => `apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: c, ports: [{containerPort: 5432}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: 5432}]
${first}
${second}
`;

const other = (selector: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, namespace: shop}
spec:
  podSelector: ${selector}
  ingress: [{}]`;

export const networkPolicyShadowedRule: Check = {
  id: 'network-policy-shadowed-rule',
  title: 'A rule of a NetworkPolicy adds nothing',
  why: 'Rules and policies add up: where one allows a connection, a narrower one beside it limits nothing. Whoever reads the narrow rule believes that only its peers and ports are open.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  find,
  examples: {
    exposed: [
      { name: 'a rule for everyone beside it', manifests: example('  - ports: [{port: 5432}, {port: 5433}]', '') },
      { name: 'another policy for all pods of the namespace', manifests: example('', other('{}')) },
      {
        name: 'a range around the port, for all pods of the namespace',
        manifests: example('  - from: [{podSelector: {}}]\n    ports: [{port: 5000, endPort: 6000}]', ''),
      },
    ],
    safe: [
      {
        name: 'a range around the port, for other pods',
        manifests: example(
          '  - from: [{podSelector: {matchLabels: {app: api}}}]\n    ports: [{port: 5000, endPort: 6000}]',
          '',
        ),
      },
      { name: 'a rule for everyone on another port', manifests: example('  - ports: [{port: 5433}]', '') },
      { name: 'another policy for other pods', manifests: example('', other('{matchLabels: {app: web}}')) },
      { name: 'one rule', manifests: example('', '') },
    ],
  },
};
