// Which of Calico's policies its API refuses, as far as tests go.
import { prefixOf } from './addresses.ts';
import { isSelector } from './calico-selector.ts';
import type { RawObject } from './raw.ts';
import { specOf } from './raw-calico.ts';
import type { RawCalicoEntity, RawCalicoRule } from './raw-calico.ts';

const PROTOCOLS = /^(?:tcp|udp|sctp|icmp|icmpv6|udplite|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/i;
const WITH_PORTS = /^(?:tcp|udp|sctp|6|17|132)$/i;

/** `global()` is for namespaces only. */
const isPlain = (text = ''): boolean => isSelector(text) && !/global\(/.test(text);

export function isValidCalico(policy: RawObject): boolean {
  const { selector, namespaceSelector = '', serviceAccountSelector, types, ingress, egress, order } = specOf(policy);
  return (
    isPlain(selector) &&
    isSelector(namespaceSelector) &&
    isPlain(serviceAccountSelector) &&
    (types ?? []).every((type) => type === 'Ingress' || type === 'Egress') &&
    (order === undefined || typeof order === 'number') &&
    [...(ingress ?? []), ...(egress ?? [])].every(isValidRule)
  );
}

function isValidRule({
  action,
  protocol,
  notProtocol,
  ipVersion,
  source = {},
  destination = {},
}: RawCalicoRule): boolean {
  const hasPorts = [source, destination].some(({ ports, notPorts }) => ports?.length || notPorts?.length);
  return (
    ['Allow', 'Deny', 'Log', 'Pass'].includes(action) &&
    (protocol === undefined || PROTOCOLS.test(String(protocol))) &&
    (notProtocol === undefined || PROTOCOLS.test(String(notProtocol))) &&
    (ipVersion === undefined || ipVersion === 4 || ipVersion === 6) &&
    (!hasPorts || WITH_PORTS.test(String(protocol))) &&
    isValidEntity(source) &&
    isValidEntity(destination)
  );
}

function isValidEntity(entity: RawCalicoEntity): boolean {
  const nets = [...(entity.nets ?? []), ...(entity.notNets ?? [])];
  const ports = [...(entity.ports ?? []), ...(entity.notPorts ?? [])];
  return (
    isPlain(entity.selector) &&
    isPlain(entity.notSelector) &&
    isSelector(entity.namespaceSelector ?? '') &&
    isPlain(entity.serviceAccounts?.selector) &&
    nets.every((net) => prefixOf(net.includes('/') ? net : `${net}/${net.includes(':') ? 128 : 32}`) !== undefined) &&
    ports.every(isValidPort)
  );
}

function isValidPort(port: number | string): boolean {
  const text = String(port);
  if (!/^\d/.test(text)) return /^[a-zA-Z0-9_.-]{1,128}$/.test(text);
  const [first = '', last = first] = text.split(':');
  return /^\d{1,5}$/.test(first) && /^\d{1,5}$/.test(last) && Number(first) <= Number(last) && Number(last) < 65_536;
}
