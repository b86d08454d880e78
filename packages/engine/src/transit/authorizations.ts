// What the AuthorizationPolicies of one proxy make of a connection: CUSTOM, then DENY, then ALLOW.
import type { IstioAuthorizationFact } from '../facts/mesh-authorization.ts';
import { objectId } from '../facts/object-id.ts';
import { either, MAYBE, NO, YES } from '../reach/truth.ts';
import type { Truth } from '../reach/truth.ts';
import { ruleMatches } from './authorization-match.ts';
import type { Arrival } from './authorization-match.ts';
import type { Basis } from './edge.ts';

/** `undefined`: the request decides, or what is not in the input. */
export interface Admission {
  readonly verdict: 'admitted' | 'refused' | 'undefined';
  readonly basis: readonly Basis[];
}

interface Matched {
  readonly policy: IstioAuthorizationFact;
  readonly truth: Truth;
  readonly pointer: string;
}

/** ztunnel knows neither of these actions. */
const OF_ENVOY: ReadonlySet<string> = new Set(['CUSTOM', 'AUDIT']);

/**
 * Undefined where no policy has a say. A policy without rules matches nothing, so that ALLOW takes nobody; an empty rule matches all.
 * https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export function admissionBy(policies: readonly IstioAuthorizationFact[], arrival: Arrival): Admission | undefined {
  const held = policies.filter(
    ({ action, dryRun }) => dryRun !== true && !(arrival.by === 'ztunnel' && OF_ENVOY.has(action)),
  );
  const of = (action: string): Matched[] =>
    held.filter((policy) => policy.action === action).map((policy) => matchedBy(policy, arrival));
  const [custom, deny, allow] = [of('CUSTOM'), of('DENY'), of('ALLOW')];
  if (custom.length + deny.length + allow.length === 0) return undefined;
  const refusing = deny.find(({ truth }) => truth === YES);
  if (refusing !== undefined) return answer('refused', [refusing], 'refuses it (DENY)');
  const taken = allow.length === 0 ? YES : allow.map(({ truth }) => truth).reduce<Truth>(either, NO);
  if (taken === NO) return answer('refused', allow, 'does not take it, and no other ALLOW does');
  const asks = [...custom, ...deny].filter(({ truth }) => truth !== NO);
  const open = taken === MAYBE ? allow.filter(({ truth }) => truth === MAYBE) : [];
  if (asks.length === 0 && open.length === 0) return admitted(allow, deny);
  const basis = [...asks, ...open].map((one) => sentence(one, whyOpen(one)));
  return { verdict: 'undefined', basis };
}

/** The rule that matches best. */
function matchedBy(policy: IstioAuthorizationFact, arrival: Arrival): Matched {
  const truths = policy.rules.map((rule) => ({ pointer: rule.pointer, truth: ruleMatches(policy, rule, arrival) }));
  const truth = truths.map((one) => one.truth).reduce<Truth>(either, NO);
  return { policy, truth, pointer: truths.find((one) => one.truth === truth)?.pointer ?? '/spec' };
}

function admitted(allow: readonly Matched[], deny: readonly Matched[]): Admission {
  const taking = allow.find(({ truth }) => truth === YES);
  if (taking !== undefined) return answer('admitted', [taking], 'takes it (ALLOW)');
  return answer('admitted', deny, 'does not refuse it, and no policy is ALLOW');
}

function answer(verdict: Admission['verdict'], by: readonly Matched[], what: string): Admission {
  return { verdict, basis: by.map((one) => sentence(one, what)) };
}

function sentence({ policy, pointer }: Matched, what: string): Basis {
  return { text: `${objectId(policy)} ${what}`, evidence: [{ object: policy, pointer }] };
}

function whyOpen({ policy: { action } }: Matched): string {
  if (action === 'CUSTOM') return 'hands it to an extension, which decides (CUSTOM)';
  return `may ${action === 'DENY' ? 'refuse' : 'take'} it, by what the request shows or the input does not (${action})`;
}
