// Why the server refused a dry run, in words of ours: of its own message, names of policies alone are passed on.
// https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
import type { ProveOutcome } from '@watertight/engine';
import { fieldsOf, textOf } from '@watertight/sources';
import type { ReplayAnswer } from '@watertight/sources';

export interface Refusal {
  readonly result: ProveOutcome;
  readonly reason: string;
}

/** Who refuses, by the words that each uses; the first group is a name. A refusal says nothing about another object than the one tried. */
const REFUSERS: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/violates PodSecurity "([a-z]+:[a-z0-9.]+)"/, (level) => `Pod Security admission refuses it (${level})`],
  [/ValidatingAdmissionPolicy '([^']+)'/, (name) => `ValidatingAdmissionPolicy ${name} refuses what was tried`],
  [/admission webhook "([^"]+)" denied/, (name) => `the admission webhook ${name} refuses what was tried`],
  [/(?:exceeded|failed) quota: ([^,: ]+)/, (name) => `the quota ${name} refuses what was tried`],
  [
    /error looking up service account \S+: serviceaccount "([^"]+)" not found/,
    (name) => `the ServiceAccount ${name} does not exist`,
  ],
  [/is attempting to grant RBAC permissions not currently held/, () => 'the check against escalation refuses it'],
  [/pod updates may not/, () => 'a pod of that name exists already'],
  [/is already assigned to node/, () => 'the pod runs on a node already'],
  [/node "[^"]*" (?:is not allowed|cannot|can only)/, () => 'NodeRestriction refuses it'],
  [/ cannot \S+ resource "/, () => 'the authorizers refuse it'],
];

/** Refusals that are about what was sent, or about the server's state, and not about the position's rights. */
const UNTESTABLE: ReadonlyMap<number, string> = new Map([
  [400, 'the server cannot try it out'],
  [401, 'the server no longer accepts the credentials'],
  [405, 'the server does not serve it'],
  [406, 'the server cannot answer without the object'],
  [409, 'it stands in conflict with what is there'],
  [415, 'the server does not take it in this form'],
  [422, 'the server does not take the object that was tried'],
  [429, 'the server had too much to do'],
]);

/** Whether an object that is there cannot be changed to what was sent: none of these is said of one that is created. */
export function isChangeRefused({ status, value }: ReplayAnswer): boolean {
  return status === 422 && /field is immutable|cannot change roleRef/.test(textOf(fieldsOf(value)['message']));
}

/** Of an answer that is no success. */
export function refusalOf({ status, value }: ReplayAnswer): Refusal {
  const message = textOf(fieldsOf(value)['message']);
  if (/ cannot impersonate resource "/.test(message))
    return { result: 'not-testable', reason: 'the caller may not impersonate the position after all' };
  if (/does not support dry run/i.test(message))
    return { result: 'not-testable', reason: 'an admission webhook does not support dry runs' };
  for (const [pattern, words] of status < 500 ? REFUSERS : []) {
    const found = pattern.exec(message);
    if (found !== null) return { result: 'refuted', reason: words(found[1] ?? '') };
  }
  if (fieldsOf(value)['reason'] === 'AlreadyExists') return { result: 'refuted', reason: 'it exists already' };
  if (status === 403) return { result: 'refuted', reason: 'admission refuses it' };
  if (status === 404) return { result: 'refuted', reason: 'what it is about does not exist' };
  return { result: 'not-testable', reason: UNTESTABLE.get(status) ?? `the server answered ${status}` };
}
