// Calico's own objects about who may connect to whom, of the API and as they are stored.
import type { CalicoPolicyFact } from '../facts/calico-policy.ts';
import { DIRECTIONS } from '../facts/network.ts';
import { readCalicoRules, readCalicoSelector, readNets } from './calico-rule.ts';
import { NO_HOMES } from './cilium-selector.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { PolicyReading } from './policy-reading.ts';
import { labelsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** The API, and the definitions in which it stores. */
const API = 'projectcalico.org';
const STORED = 'crd.projectcalico.org';
const SPEC_FIELDS = [
  'tier',
  'order',
  'ingress',
  'egress',
  'selector',
  'types',
  'serviceAccountSelector',
  'namespaceSelector',
  'doNotTrack',
  'preDNAT',
  'applyOnForward',
  'performanceHints',
];

/** Staged kinds enforce nothing, and are none of these. */
const READERS: Readonly<Record<string, (reading: Reading, faults: PolicyReading) => void>> = {
  NetworkPolicy: readPolicy,
  GlobalNetworkPolicy: readPolicy,
  Tier: readTier,
  NetworkSet: readSet,
  GlobalNetworkSet: readSet,
  HostEndpoint: readHost,
};

/** False for other kinds. */
export function readCalico(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  if ((group !== API && group !== STORED) || !Object.hasOwn(READERS, kind)) return false;
  const faults = new PolicyReading(reading.strings);
  READERS[kind]?.(reading, faults);
  for (const { pointer, reason, refused } of faults.faults)
    if (refused) reading.partial(`Calico refuses it: ${reason}`, pointer);
  return true;
}

function orderOf(spec: JsonObject, faults: PolicyReading): string {
  const { order } = spec;
  if (order === undefined || order === null) return '';
  if (typeof order === 'number' && Number.isFinite(order)) return String(order);
  faults.refuse('/spec/order', 'it is no number');
  return '';
}

function readPolicy(reading: Reading, faults: PolicyReading): void {
  const { object } = reading;
  if (!isObject(object.spec)) faults.refuse('/spec', 'the spec is no object');
  const spec = objectOf(object.spec);
  faults.unknownFields(spec, SPEC_FIELDS, '/spec', NO_HOMES);
  const ingress = readCalicoRules(spec.ingress, '/spec/ingress', faults);
  const egress = readCalicoRules(spec.egress, '/spec/egress', faults);
  const fact: CalicoPolicyFact = {
    ...reading.base,
    kind: 'calicoPolicy',
    tier: faults.strings.keep(textOf(spec.tier) || 'default'),
    order: orderOf(spec, faults),
    selector: readCalicoSelector(spec.selector, '/spec/selector', faults),
    namespaceSelector: readCalicoSelector(spec.namespaceSelector, '/spec/namespaceSelector', faults, true),
    serviceAccountSelector: readCalicoSelector(spec.serviceAccountSelector, '/spec/serviceAccountSelector', faults),
    ...typesOf(spec, { ingress: ingress.length > 0, egress: egress.length > 0 }, reading, faults),
    ...((spec.doNotTrack === true || spec.preDNAT === true) && { hostsOnly: true as const }),
    ...(spec.applyOnForward === true && { applyOnForward: true as const }),
    ingress,
    egress,
    faults: [],
  };
  reading.facts.calicoPolicies.push({ ...fact, faults: faults.faults });
}

type Types = Pick<CalicoPolicyFact, 'types' | 'openTypes'>;

/**
 * Without `types`: by the rules there are, ingress where there are none. That is what the API writes into the object; Felix takes a stored
 * one without for both (`ExtractPolicyMetadata` in `felix/calc/policy_sorter.go`).
 */
function typesOf(
  spec: JsonObject,
  has: { readonly ingress: boolean; readonly egress: boolean },
  reading: Reading,
  faults: PolicyReading,
): Types {
  faults.refuseUnlessList(spec.types, '/spec/types');
  const written = faults.strings.list(spec.types);
  if (written.length !== listOf(spec.types).length || written.some((type) => type !== 'Ingress' && type !== 'Egress'))
    faults.refuse('/spec/types', 'types are Ingress and Egress');
  if (written.length > 0) {
    const types = DIRECTIONS.filter((one) => written.some((type) => type.toLowerCase() === one));
    return { types };
  }
  const types: Types['types'] = has.egress ? (has.ingress ? ['ingress', 'egress'] : ['egress']) : ['ingress'];
  const openTypes = DIRECTIONS.filter((one) => !types.includes(one));
  return { types, ...(reading.identity.group === STORED && openTypes.length > 0 && { openTypes }) };
}

function readTier(reading: Reading, faults: PolicyReading): void {
  const spec = objectOf(reading.object.spec);
  faults.unknownFields(spec, ['order', 'defaultAction'], '/spec', NO_HOMES);
  const action = textOf(spec.defaultAction);
  if (action !== '' && action !== 'Deny' && action !== 'Pass')
    faults.refuse('/spec/defaultAction', 'it is Deny or Pass');
  reading.facts.calicoTiers.push({
    ...reading.base,
    kind: 'calicoTier',
    order: orderOf(spec, faults),
    defaultAction: action === 'Pass' ? 'pass' : 'deny',
  });
}

function readSet(reading: Reading, faults: PolicyReading): void {
  const spec = objectOf(reading.object.spec);
  faults.unknownFields(spec, ['nets'], '/spec', NO_HOMES);
  reading.facts.calicoSets.push({
    ...reading.base,
    kind: 'calicoSet',
    labels: labelsOf(reading),
    nets: readNets(spec.nets, '/spec/nets', faults),
  });
}

function readHost(reading: Reading): void {
  const { node } = objectOf(reading.object.spec);
  reading.facts.calicoHosts.push({ ...reading.base, kind: 'calicoHost', node: reading.strings.text(node) });
}
