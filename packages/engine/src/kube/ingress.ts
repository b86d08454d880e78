// Ingresses: hosts, paths and backends of both API versions, TLS sections, and the annotations of controllers.
import type { IngressFact, IngressRule } from '../facts/transit.ts';
import { readCustomFields } from './custom.ts';
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import { annotationsOf } from './reading.ts';
import type { Reading } from './reading.ts';

const CLASS = 'kubernetes.io/ingress.class';

/** A number, or a name as text; `extensions/v1beta1` has both in one field. */
function portOf(value: unknown): number | string {
  return integerOf(value) ?? textOf(value);
}

/** `service.name`, or `serviceName` of the versions before 1.19. */
function backendOf(backend: JsonObject, reading: Reading): Pick<IngressRule, 'service' | 'port'> {
  const { service, serviceName, servicePort } = backend;
  const { name, port } = objectOf(service);
  const { number, name: portName } = objectOf(port);
  return {
    service: reading.strings.keep(textOf(name) || textOf(serviceName)),
    port: isObject(service) ? portOf(number ?? portName) : portOf(servicePort),
  };
}

function rulesOf(spec: JsonObject, reading: Reading): IngressRule[] {
  const fallback = isObject(spec.defaultBackend) ? 'defaultBackend' : isObject(spec.backend) ? 'backend' : undefined;
  const first =
    fallback === undefined
      ? []
      : [{ host: '', path: '', ...backendOf(objectOf(spec[fallback]), reading), pointer: `/spec/${fallback}` }];
  const rest = partsOf(spec.rules, '/spec/rules').flatMap(({ value, pointer }) => {
    const host = reading.strings.text(value.host);
    return partsOf(objectOf(value.http).paths, `${pointer}/http/paths`).map((path) => ({
      host,
      path: reading.strings.text(path.value.path),
      ...backendOf(objectOf(path.value.backend), reading),
      pointer: path.pointer,
    }));
  });
  return [...first, ...rest];
}

/** The fields stay a custom fact as well: data packs ask for them. */
export function readIngress(reading: Reading): boolean {
  const spec = objectOf(reading.object.spec);
  const { strings } = reading;
  const { annotations } = reading.identity.metadata;
  const tls = partsOf(spec.tls, '/spec/tls').map(({ value, pointer }) => ({
    hosts: strings.list(value.hosts),
    secret: strings.text(value.secretName),
    pointer,
  }));
  const fact: IngressFact = {
    ...reading.base,
    kind: 'ingress',
    class: strings.keep(textOf(spec.ingressClassName) || textOf(objectOf(annotations)[CLASS])),
    annotations: annotationsOf(reading),
    tls,
    rules: rulesOf(spec, reading),
  };
  reading.facts.ingresses.push(fact);
  return readCustomFields(reading);
}
