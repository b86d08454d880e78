// CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies: their specs as the agent takes them, and why it may take none.
import type { CiliumSpec } from '../facts/cilium-policy.ts';
import { readCiliumRules } from './cilium-rule.ts';
import { bareKey, NO_HOMES } from './cilium-selector.ts';
import { isObject, listOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import type { Reading } from './reading.ts';

const KINDS: ReadonlySet<string> = new Set([
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
]);
const SPEC_FIELDS = [
  'endpointSelector',
  'nodeSelector',
  'ingress',
  'ingressDeny',
  'egress',
  'egressDeny',
  'enableDefaultDeny',
  'labels',
  'description',
  'log',
];

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** False for other kinds. */
export function readCiliumPolicy(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  if (!KINDS.has(`${group}/${kind}`)) return false;
  const faults = new PolicyReading(reading.strings);
  const { object } = reading;
  faults.unknownFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'specs', 'status'], '', NO_HOMES);
  const specs: CiliumSpec[] = [];
  if (isGiven(object.spec)) specs.push(readSpec(object.spec, '/spec', reading, faults));
  faults.refuseUnlessList(object.specs, '/specs');
  for (const [index, spec] of listOf(object.specs).entries())
    specs.push(readSpec(spec, `/specs/${index}`, reading, faults));
  if (specs.length === 0) faults.refuse('', 'there is neither a `spec` nor one of `specs`');
  reading.facts.ciliumPolicies.push({ ...reading.base, kind: 'ciliumPolicy', specs, faults: faults.faults });
  for (const { pointer, reason, refused } of faults.faults)
    if (refused) reading.partial(`Cilium refuses it: ${reason}`, pointer);
  return true;
}

function readSpec(value: unknown, pointer: string, reading: Reading, faults: PolicyReading): CiliumSpec {
  if (!isObject(value)) faults.refuse(pointer, 'the spec is no object');
  const spec: JsonObject = isObject(value) ? value : {};
  faults.unknownFields(spec, SPEC_FIELDS, pointer, NO_HOMES);
  const hasEndpoints = isGiven(spec.endpointSelector);
  const hasNodes = isGiven(spec.nodeSelector);
  if (hasEndpoints === hasNodes)
    faults.refuse(pointer, 'it has not exactly one of `endpointSelector` and `nodeSelector`');
  if (hasNodes && reading.base.namespace !== '')
    faults.refuse(`${pointer}/nodeSelector`, 'only a policy without a namespace has a `nodeSelector`');
  const selectorOf = (name: 'endpointSelector' | 'nodeSelector') =>
    readSelector(spec[name], `${pointer}/${name}`, faults, bareKey).selector;
  const ingress = readCiliumRules(spec, 'ingress', pointer, faults);
  const egress = readCiliumRules(spec, 'egress', pointer, faults);
  return {
    ...(hasEndpoints && { endpoints: selectorOf('endpointSelector') }),
    ...(hasNodes && { nodes: selectorOf('nodeSelector') }),
    ingress,
    egress,
    defaultDeny: {
      ingress: isDenied(spec, { direction: 'ingress', rules: ingress.length }, faults, pointer),
      egress: isDenied(spec, { direction: 'egress', rules: egress.length }, faults, pointer),
    },
    pointer,
  };
}

interface Section {
  readonly direction: 'ingress' | 'egress';
  /** How many it has. */
  readonly rules: number;
}

/** https://docs.cilium.io/en/stable/security/policy/intro/#endpoint-default-policy */
function isDenied(spec: JsonObject, { direction, rules }: Section, faults: PolicyReading, pointer: string): boolean {
  const { enableDefaultDeny: given } = spec;
  const value = isObject(given) ? given[direction] : undefined;
  if (isGiven(given) && !isObject(given)) faults.refuse(`${pointer}/enableDefaultDeny`, 'it is no object');
  if (isGiven(value) && typeof value !== 'boolean')
    faults.refuse(`${pointer}/enableDefaultDeny/${direction}`, 'it is neither true nor false');
  return typeof value === 'boolean' ? value : rules > 0;
}
