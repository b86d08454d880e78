// What a grant's target rests on where the request goes elsewhere: to an object that holds a copy, or that an operator acts on.
import type { CredentialText } from '../facts/credential.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import { citeGrant } from './cite-grant.ts';
import { CONFIG_MAPS } from './credentials.ts';
import { divertedGrounds } from './diverted.ts';
import { citeLog } from './relations/logs.ts';
import { UNKNOWN_NODE } from './workloads.ts';
import type { GainGround } from './gain-ground.ts';
import type { Named } from './names.ts';
import type { Nodes } from './nodes.ts';
import { accountId } from './principals.ts';
import { READ_SECRET } from './remote-gains.ts';
import type { Citation, Gain } from './rule-types.ts';

/** All ways to the target, in the order to try, each with the namespace that its request goes to. */
export function remoteGrounds(nodes: Nodes, gain: Gain, to: Named): readonly GainGround[] {
  switch (gain.kind) {
    case 'copies':
      return copied(nodes, gain.of ?? '', to);
    case 'credentials':
      return held(nodes, gain.of ?? '', to);
    case 'nodeLogs':
      return logged(nodes, to);
    case 'sent':
      return divertedGrounds(nodes.world, gain, to.id);
    case 'readBy':
      return readBy(nodes, gain, to);
    case 'actsAs':
      return gain.place === 'own' ? [{}] : anywhere(nodes, to.namespace);
    default:
      return [{}];
  }
}

function copied(nodes: Nodes, of: string, to: Named): GainGround[] {
  return nodes.copies.ofSecret(of, to.namespace, to.name).map(({ holder, pointer }) => ({
    namespace: holder.namespace,
    names: [holder.name],
    evidence: [{ object: holder, pointer }],
    detail: objectId(holder),
  }));
}

/** The objects of the kind that hold the credential, each with its place; of a ConfigMap without one, the ConfigMap. */
function held({ world }: Nodes, of: string, to: Named): GainGround[] {
  if (of === CONFIG_MAPS) {
    const index = world.configMaps.find(to.namespace, to.name);
    const fact = index === undefined ? undefined : world.configMaps.items[index]?.fact;
    const places = world.credentials.ofConfigMaps.get(`${to.namespace}/${to.name}`) ?? [];
    const evidence = fact === undefined ? [] : placesIn(fact, places);
    return [{ names: [to.name], evidence, detail: to.id }];
  }
  const holders = world.credentials.asset(to.id)?.holders.filter((holder) => holder.of === of) ?? [];
  return holders.map(({ object, pointer, log }) => ({
    namespace: object.namespace,
    names: [object.name],
    evidence: [{ object: log?.file ?? object, pointer }],
    detail: objectId(object),
  }));
}

/** The kubelets that keep a log; of a pod whose node is not known, any may be asked. */
function logged({ world }: Nodes, to: Named): GainGround[] {
  return (world.credentials.asset(to.id)?.holders ?? []).flatMap((holder): GainGround[] => {
    if (holder.log === undefined) return [];
    const { node } = holder.log;
    const names = node === undefined || node === UNKNOWN_NODE ? {} : { names: [node] };
    return [{ ...names, evidence: citeLog(holder), detail: objectId(holder.object) }];
  });
}

/** The first place stands for all: whoever reads the object reads them all. */
function placesIn(object: ObjectFact, [first]: readonly CredentialText[]): Citation[] {
  return [first === undefined ? { object } : { object, pointer: first.pointer }];
}

/** The accounts that may read the Secret, each with the grant that lets it. */
function readBy(nodes: Nodes, gain: Gain, to: Named): GainGround[] {
  return (gain.accounts?.(nodes.world.facts) ?? []).flatMap(({ namespace, name }) => {
    const detail = accountId(namespace, name);
    const allowed = citeGrant(nodes.world, { principal: detail }, READ_SECRET, {
      namespace: to.namespace,
      names: [to.name],
    });
    if (allowed === undefined) return [];
    const ground: GainGround = { evidence: allowed.evidence, detail };
    return gain.place === 'own'
      ? [{ ...ground, namespace }]
      : anywhere(nodes, namespace).map((place) => ({ ...ground, ...place }));
  });
}

/** The operator looks into every namespace: the first in which the caller may make the request is cited. */
function anywhere(nodes: Nodes, first: string): GainGround[] {
  return [first, ...nodes.world.namespaces].map((namespace) => ({ namespace }));
}
