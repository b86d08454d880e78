// Istio's AuthorizationPolicies: rules by what a connection shows; of HTTP only that a rule asks for it.
import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
  Wanted,
} from '../facts/mesh-authorization.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import type { Reading } from './reading.ts';

const DRY_RUN = 'istio.io/dry-run';
const HTTP_SOURCE = ['requestPrincipals', 'notRequestPrincipals'];
const REMOTE = ['remoteIpBlocks', 'notRemoteIpBlocks'];
const HTTP_OPERATION = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

const asks = (value: JsonObject, fields: readonly string[]): boolean =>
  fields.some((field) => listOf(value[field]).length > 0);

/** `notPrincipals` beside `principals`. */
function wanted(value: JsonObject, field: string, { strings }: Reading): Wanted {
  const not = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return { values: strings.list(value[field]), notValues: strings.list(value[not]) };
}

function sourceOf(value: JsonObject, reading: Reading): AuthorizationSource {
  const source = objectOf(value.source);
  return {
    principals: wanted(source, 'principals', reading),
    namespaces: wanted(source, 'namespaces', reading),
    serviceAccounts: wanted(source, 'serviceAccounts', reading),
    ipBlocks: wanted(source, 'ipBlocks', reading),
    ...(asks(source, REMOTE) && { remoteIps: true as const }),
    ...(asks(source, HTTP_SOURCE) && { http: true as const }),
  };
}

function operationOf(value: JsonObject, reading: Reading): AuthorizationOperation {
  const operation = objectOf(value.operation);
  return {
    ports: wanted(operation, 'ports', reading),
    ...(asks(operation, HTTP_OPERATION) && { http: true as const }),
  };
}

function conditionOf(value: JsonObject, { strings }: Reading): AuthorizationCondition {
  return { key: strings.text(value.key), values: strings.list(value.values), notValues: strings.list(value.notValues) };
}

function ruleOf(value: JsonObject, pointer: string, reading: Reading): AuthorizationRule {
  return {
    from: partsOf(value.from, '').map((one) => sourceOf(one.value, reading)),
    to: partsOf(value.to, '').map((one) => operationOf(one.value, reading)),
    when: partsOf(value.when, '').map((one) => conditionOf(one.value, reading)),
    pointer,
  };
}

export function readIstioAuthorization(reading: Reading): void {
  const { strings } = reading;
  const spec = objectOf(reading.object.spec);
  const one = isObject(spec.targetRef) ? [{ value: spec.targetRef }] : [];
  const several = partsOf(spec.targetRefs, '');
  const targets = (several.length > 0 ? several : one).map(({ value }) => ({
    group: strings.text(value.group),
    kind: strings.text(value.kind),
    name: strings.text(value.name),
  }));
  const annotations = objectOf(reading.identity.metadata.annotations);
  reading.facts.istioAuthorizations.push({
    ...reading.base,
    kind: 'istioAuthorization',
    action: strings.keep(textOf(spec.action) || 'ALLOW'),
    selector: strings.map(objectOf(spec.selector).matchLabels),
    ...(targets.length > 0 && { targets }),
    rules: partsOf(spec.rules, '/spec/rules').map(({ value, pointer }) => ruleOf(value, pointer, reading)),
    ...(textOf(annotations[DRY_RUN]) === 'true' && { dryRun: true as const }),
  });
}
