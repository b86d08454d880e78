// Ingresses of every API version, and the classes that say which controller serves them.
import type { EntryBackend, EntryFact, EntryRule } from '../facts/entry.ts';
import { readCustomFields } from './custom.ts';
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import { annotationsOf } from './reading.ts';
import type { Reading } from './reading.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const DEFAULT_ANNOTATION = 'ingressclass.kubernetes.io/is-default-class';

/** `service` of today's Ingresses, `serviceName` and `servicePort` of `v1beta1`; none for a backend that is no Service. */
function backendsOf(value: unknown, pointer: string, { base, strings }: Reading): EntryBackend[] {
  if (!isObject(value)) return [];
  const { namespace } = base;
  if (typeof value.serviceName === 'string') {
    const port = integerOf(value.servicePort) ?? (textOf(value.servicePort) || undefined);
    return [{ namespace, service: strings.text(value.serviceName), ...(port !== undefined && { port }), pointer }];
  }
  if (!isObject(value.service)) return [];
  const { number, name } = objectOf(value.service.port);
  const port = integerOf(number) ?? (textOf(name) || undefined);
  return [{ namespace, service: strings.text(value.service.name), ...(port !== undefined && { port }), pointer }];
}

function rulesOf(spec: JsonObject, reading: Reading): EntryRule[] {
  const own = ['defaultBackend', 'backend'].find((field) => isObject(spec[field]));
  const rest =
    own === undefined ? [] : [{ host: '', paths: [], at: `/spec/${own}`, value: spec[own], pointer: `/spec/${own}` }];
  const paths = partsOf(spec.rules, '/spec/rules').flatMap(({ value, pointer }) => {
    const host = reading.strings.text(value.host);
    return partsOf(objectOf(value.http).paths, `${pointer}/http/paths`).map((path) => ({
      host,
      paths: [reading.strings.text(path.value.path)],
      at: `${path.pointer}/backend`,
      value: path.value.backend,
      pointer: path.pointer,
    }));
  });
  return [...rest, ...paths].map(({ value, at, ...rule }) => ({ ...rule, backends: backendsOf(value, at, reading) }));
}

function tlsOf(spec: JsonObject, { strings }: Reading): EntryFact['tls'] {
  return partsOf(spec.tls, '/spec/tls').map(({ value, pointer }) => ({
    hosts: strings.list(value.hosts),
    secret: strings.text(value.secretName),
    pointer,
  }));
}

/**
 * The annotation counts where both are written: https://kubernetes.io/docs/concepts/services-networking/ingress/#deprecated-annotation
 * The fields stay a custom fact as well: data packs ask for them.
 */
export function readIngress(reading: Reading): boolean {
  const spec = objectOf(reading.object.spec);
  const annotated = textOf(objectOf(reading.identity.metadata.annotations)[CLASS_ANNOTATION]);
  reading.facts.entries.push({
    ...reading.base,
    kind: 'entry',
    className: reading.strings.keep(annotated || textOf(spec.ingressClassName)),
    annotations: annotationsOf(reading),
    tls: tlsOf(spec, reading),
    parents: [],
    hosts: [],
    rules: rulesOf(spec, reading),
  });
  return readCustomFields(reading);
}

export function readIngressClass(reading: Reading): boolean {
  const isDefault = objectOf(reading.identity.metadata.annotations)[DEFAULT_ANNOTATION] === 'true';
  const { controller } = objectOf(reading.object.spec);
  reading.facts.entryClasses.push({
    ...reading.base,
    kind: 'entryClass',
    controller: reading.strings.text(controller),
    ...(isDefault && { isDefault: true as const }),
  });
  return true;
}
