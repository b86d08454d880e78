// What a grant's target rests on where the request goes elsewhere: to an object that holds a copy.
import { objectId } from '../facts/object-id.ts';
import type { GainGround } from './gain-grounds.ts';
import type { Named } from './names.ts';
import type { Nodes } from './nodes.ts';
import type { Gain } from './rule-types.ts';

/** All ways to the target, in the order to try, each with the namespace that its request goes to. */
export function remoteGrounds(nodes: Nodes, gain: Gain, to: Named): readonly GainGround[] {
  return nodes.copies.ofSecret(gain.of ?? '', to.namespace, to.name).map(({ holder, pointer }) => ({
    namespace: holder.namespace,
    names: [holder.name],
    evidence: [{ object: holder, pointer }],
    detail: objectId(holder),
  }));
}
