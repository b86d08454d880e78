// Policies that may refuse a pod: PodSecurityPolicy, admission policies of the API server, Kyverno, Gatekeeper.
import type { AdmissionPolicyFact } from '../facts/cluster.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Family, Reading } from './reading.ts';

/** Levels of nesting looked through for a Kyverno rule's kinds. */
const DEEPEST = 24;

function add(reading: Reading, policy: Pick<AdmissionPolicyFact, 'engine' | 'kinds' | 'acts' | 'psp'>): true {
  reading.facts.admissionPolicies.push({ ...reading.base, kind: 'admissionPolicy', ...policy });
  return true;
}

export function readPodSecurityPolicy(reading: Reading): boolean {
  const spec = objectOf(reading.object.spec);
  const { strings } = reading;
  const hostPaths = listOf(spec.allowedHostPaths)
    .map((path) => textOf(objectOf(path).pathPrefix))
    .filter((path) => path !== '');
  const psp = {
    privileged: spec.privileged === true,
    hostPID: spec.hostPID === true,
    hostIPC: spec.hostIPC === true,
    hostNetwork: spec.hostNetwork === true,
    volumes: strings.list(spec.volumes),
    allowedHostPaths: strings.list(hostPaths),
  };
  return add(reading, { engine: 'psp', kinds: ['Pod'], acts: false, psp });
}

/** The resources that ValidatingAdmissionPolicies and MutatingAdmissionPolicies match, as written. */
export function admissionPolicyReader(engine: 'vap' | 'map'): Family {
  return (reading) => {
    const rules = listOf(objectOf(objectOf(reading.object.spec).matchConstraints).resourceRules);
    const resources = rules.flatMap((rule) => reading.strings.list(objectOf(rule).resources));
    return add(reading, { engine, kinds: [...new Set(resources)], acts: false });
  };
}

/** Collects every string under `kinds` lists, at any depth: Kyverno has them under match, exclude, any and all. */
function kindsUnder(value: unknown, depth: number, into: Set<string>): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) for (const item of value) kindsUnder(item, depth + 1, into);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (key !== 'kinds') kindsUnder(item, depth + 1, into);
    else for (const kind of listOf(item)) if (typeof kind === 'string') into.add(kind);
  }
}

function hasKey(value: unknown, keys: ReadonlySet<string>, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.some((item) => hasKey(item, keys, depth + 1));
  return isObject(value) && Object.entries(value).some(([key, item]) => keys.has(key) || hasKey(item, keys, depth + 1));
}

/** Parts of a rule that Kyverno's own ServiceAccount carries out. */
const ACTING_FIELDS: ReadonlySet<string> = new Set(['generate', 'apiCall', 'targets']);
const ACTING_KINDS: ReadonlySet<string> = new Set([
  'GeneratingPolicy',
  'DeletingPolicy',
  'CleanupPolicy',
  'ClusterCleanupPolicy',
  'NamespacedGeneratingPolicy',
]);

function resourceRulesKinds(spec: JsonObject): readonly string[] {
  const rules = listOf(objectOf(spec.matchConstraints).resourceRules);
  return rules.flatMap((rule) => listOf(objectOf(rule).resources)).filter((resource) => typeof resource === 'string');
}

export function readKyvernoPolicy(reading: Reading): true {
  const spec = objectOf(reading.object.spec);
  const rules = listOf(spec.rules);
  const kinds = new Set<string>(resourceRulesKinds(spec));
  for (const rule of rules) kindsUnder(objectOf(rule).match, 0, kinds);
  const acts = ACTING_KINDS.has(reading.identity.kind) || hasKey(rules, ACTING_FIELDS, 0);
  return add(reading, { engine: 'kyverno', kinds: reading.strings.list([...kinds]), acts });
}

/** A constraint, or the template that defines its kind. */
export function readGatekeeperPolicy(reading: Reading): true {
  const kinds = new Set<string>();
  kindsUnder(objectOf(objectOf(reading.object.spec).match).kinds, 0, kinds);
  return add(reading, { engine: 'gatekeeper', kinds: reading.strings.list([...kinds]), acts: false });
}
