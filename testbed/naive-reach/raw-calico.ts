// The fields of Calico's objects, as somebody writes them.
import type { RawObject } from './raw.ts';

export interface RawCalicoEntity {
  nets?: string[] | null;
  notNets?: string[] | null;
  selector?: string;
  notSelector?: string;
  namespaceSelector?: string;
  serviceAccounts?: { names?: string[]; selector?: string } | null;
  services?: { name: string; namespace?: string } | null;
  ports?: (number | string)[] | null;
  notPorts?: (number | string)[] | null;
}

export interface RawCalicoRule {
  action: string;
  protocol?: string | number;
  notProtocol?: string | number;
  ipVersion?: number;
  icmp?: object;
  notICMP?: object;
  http?: object;
  source?: RawCalicoEntity;
  destination?: RawCalicoEntity;
}

export interface RawCalicoSpec {
  tier?: string;
  order?: number;
  selector?: string;
  namespaceSelector?: string;
  serviceAccountSelector?: string;
  types?: string[] | null;
  doNotTrack?: boolean;
  preDNAT?: boolean;
  applyOnForward?: boolean;
  ingress?: RawCalicoRule[] | null;
  egress?: RawCalicoRule[] | null;
  defaultAction?: string;
  nets?: string[];
  node?: string;
}

const isOfCalico = ({ apiVersion = '' }: RawObject): boolean => /^(?:crd\.)?projectcalico\.org\//.test(apiVersion);

export function calicoOf(objects: RawObject[], ...kinds: string[]): RawObject[] {
  return objects.filter((one) => isOfCalico(one) && kinds.includes(one.kind));
}

export function specOf(object: RawObject): RawCalicoSpec {
  return (object.spec ?? {}) as unknown as RawCalicoSpec;
}
