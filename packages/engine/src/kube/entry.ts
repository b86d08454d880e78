// Ingresses, Gateways and routes, and the classes that say which controller serves them.
import type { EntryBackend, EntryClassFact, EntryFact, EntryParent, GatewayFact } from '../facts/entry.ts';
import { readCustomFields } from './custom.ts';
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import type { Reading } from './reading.ts';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const ROUTES_FROM = ['All', 'Selector', 'None'] as const;
const DEFAULT_ANNOTATION = 'ingressclass.kubernetes.io/is-default-class';

/** `service` of today's Ingresses, `serviceName` and `servicePort` of `v1beta1`; undefined for a backend that is no Service. */
function backendOf(value: unknown, pointer: string, { base, strings }: Reading): EntryBackend | undefined {
  if (!isObject(value)) return undefined;
  const { namespace } = base;
  if (typeof value.serviceName === 'string') {
    const port = integerOf(value.servicePort) ?? (textOf(value.servicePort) || undefined);
    return { namespace, service: strings.text(value.serviceName), ...(port !== undefined && { port }), pointer };
  }
  if (!isObject(value.service)) return undefined;
  const { number, name } = objectOf(value.service.port);
  const port = integerOf(number) ?? (textOf(name) || undefined);
  return { namespace, service: strings.text(value.service.name), ...(port !== undefined && { port }), pointer };
}

function backendsOf(spec: JsonObject, reading: Reading): EntryBackend[] {
  const own = spec.defaultBackend === undefined ? 'backend' : 'defaultBackend';
  const paths = partsOf(spec.rules, '/spec/rules').flatMap(({ value, pointer }) =>
    partsOf(objectOf(value.http).paths, `${pointer}/http/paths`),
  );
  return [
    backendOf(spec[own], `/spec/${own}`, reading),
    ...paths.map(({ value, pointer }) => backendOf(value.backend, `${pointer}/backend`, reading)),
  ].filter((backend) => backend !== undefined);
}

/** The annotation counts where both are written: https://kubernetes.io/docs/concepts/services-networking/ingress/#deprecated-annotation */
export function readIngress(reading: Reading): boolean {
  const spec = objectOf(reading.object.spec);
  const annotated = textOf(objectOf(reading.identity.metadata.annotations)[CLASS_ANNOTATION]);
  reading.facts.entries.push({
    ...reading.base,
    kind: 'entry',
    className: reading.strings.keep(annotated || textOf(spec.ingressClassName)),
    parents: [],
    backends: backendsOf(spec, reading),
  });
  return readCustomFields(reading);
}

export function readIngressClass(reading: Reading): boolean {
  const isDefault = objectOf(reading.identity.metadata.annotations)[DEFAULT_ANNOTATION] === 'true';
  pushClass(reading, objectOf(reading.object.spec).controller, isDefault ? { isDefault: true } : {});
  return true;
}

function pushClass(reading: Reading, controller: unknown, more: Pick<EntryClassFact, 'isDefault'>): void {
  reading.facts.entryClasses.push({
    ...reading.base,
    kind: 'entryClass',
    controller: reading.strings.text(controller),
    ...more,
  });
}

/** Kinds of the Gateway API; their fields are kept for data packs as well. */
export function readGatewayKind(reading: Reading): boolean {
  const { kind } = reading.identity;
  const spec = objectOf(reading.object.spec);
  if (kind === 'GatewayClass') pushClass(reading, spec.controllerName, {});
  if (kind === 'Gateway') reading.facts.gateways.push(gatewayOf(spec, reading));
  if (kind.endsWith('Route')) reading.facts.entries.push(routeOf(spec, reading));
  return readCustomFields(reading);
}

function gatewayOf(spec: JsonObject, reading: Reading): GatewayFact {
  const { strings } = reading;
  const listeners = partsOf(spec.listeners, '/spec/listeners').map(({ value, pointer }) => {
    const { from, selector } = objectOf(objectOf(value.allowedRoutes).namespaces);
    const routesFrom = ROUTES_FROM.find((one) => one === from) ?? ('Same' as const);
    const read = readSelector(selector, '', new PolicyReading(strings));
    return {
      name: strings.text(value.name),
      port: integerOf(value.port) ?? 0,
      protocol: strings.text(value.protocol),
      routesFrom,
      ...(routesFrom === 'Selector' && { namespaces: read.selector }),
      pointer,
    };
  });
  return { ...reading.base, kind: 'gateway', className: strings.text(spec.gatewayClassName), listeners };
}

function routeOf(spec: JsonObject, reading: Reading): EntryFact {
  const { base, strings } = reading;
  const here = ({ namespace }: JsonObject): string => strings.keep(textOf(namespace) || base.namespace);
  const parents = partsOf(spec.parentRefs, '/spec/parentRefs')
    .filter(({ value }) => (textOf(value.kind) || 'Gateway') === 'Gateway')
    .map(({ value, pointer }): EntryParent => {
      const port = integerOf(value.port);
      return {
        namespace: here(value),
        name: strings.text(value.name),
        ...(textOf(value.sectionName) !== '' && { section: strings.text(value.sectionName) }),
        ...(port !== undefined && { port }),
        pointer,
      };
    });
  const references = partsOf(spec.rules, '/spec/rules').flatMap(({ value, pointer }) => [
    ...partsOf(value.backendRefs, `${pointer}/backendRefs`),
    ...partsOf(value.filters, `${pointer}/filters`).flatMap((filter) =>
      isObject(filter.value.requestMirror)
        ? [
            {
              value: objectOf(filter.value.requestMirror.backendRef),
              pointer: `${filter.pointer}/requestMirror/backendRef`,
            },
          ]
        : [],
    ),
  ]);
  const backends = references
    .filter(({ value }) => (textOf(value.kind) || 'Service') === 'Service' && textOf(value.group) === '')
    .map(({ value, pointer }): EntryBackend => {
      const port = integerOf(value.port);
      return {
        namespace: here(value),
        service: strings.text(value.name),
        ...(port !== undefined && { port }),
        pointer,
      };
    });
  return { ...base, kind: 'entry', className: '', parents, backends };
}
