// Turns the text of the hand-decided rows into objects and flows.
import { load, loadAll } from 'js-yaml';
import type { NaiveFlow, NaiveVerdict } from '../connects.ts';
import type { Cni } from '../parties.ts';
import type { RawObject } from '../raw.ts';
import { WORLD } from './world.ts';
import type { Block } from './world.ts';

const ROW = /^(allow|deny|undefined) (\S+) > (\S+) (\d+)\/(TCP|UDP|SCTP)(?: (calico|cilium|ovn))?$/;

const VERSIONS: Readonly<Record<string, string>> = {
  AdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  BaselineAdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
};

/** Kinds with a namespace that stands after a colon, and the field that is given. */
const NAMESPACED: Readonly<Record<string, readonly [apiVersion: string, kind: string, field: string]>> = {
  cilium: ['cilium.io/v2', 'CiliumNetworkPolicy', 'spec'],
  'cilium-specs': ['cilium.io/v2', 'CiliumNetworkPolicy', 'specs'],
};

/** The world's objects and the block's policies, called after their place in it. */
export function objectsOf({ policies }: Block): RawObject[] {
  const listed = (load(policies) as Record<string, unknown>[]).map((entry, index): RawObject => {
    const [place, spec] = Object.entries(entry)[0] ?? ['', undefined];
    const name = `policy-${index}`;
    const [short = '', namespace] = place.split(':');
    const own = NAMESPACED[short];
    if (own !== undefined) {
      const [apiVersion, kind, field] = own;
      return { apiVersion, kind, metadata: { namespace: namespace ?? '', name }, [field]: spec };
    }
    const apiVersion = VERSIONS[place];
    if (apiVersion === undefined) {
      const metadata = { namespace: place, name };
      return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: spec as never };
    }
    return { apiVersion, kind: place, metadata: { name }, spec: spec as never };
  });
  const world = (loadAll(WORLD) as RawObject[]).map((one) => ({ apiVersion: 'v1', ...one }));
  return [...world, ...listed];
}

export interface Row {
  readonly text: string;
  readonly flow: NaiveFlow;
  readonly cni: Cni;
  readonly verdict: NaiveVerdict;
}

/** Throws on a row that does not have the form. */
export function rowsOf({ rows }: Block): Row[] {
  return rows.map((text) => {
    const [, verdict, from = '', to = '', port, protocol = '', cni = 'generic'] = ROW.exec(text) ?? [];
    if (verdict === undefined) throw new Error(`not a row: ${text}`);
    return {
      text,
      flow: { from, to, port: Number(port), protocol },
      cni: cni as Cni,
      verdict: verdict as NaiveVerdict,
    };
  });
}
