// Steps over the network that no program decides: to the cloud's metadata, and from the internet to what is exposed.
import { cloudOf, METADATA } from '../../reach/metadata.ts';
import type { MetadataService } from '../../reach/metadata.ts';
import { isExposed } from '../../reach/services.ts';
import { INTERNET, networkOf, NODES, placeOf, workloadAt } from '../network.ts';
import type { Connected } from '../../reach/can-connect.ts';
import type { World } from '../world.ts';
import { Callers, doubtsOf, indexCallers, reasons, sentence } from './network-callers.ts';
import { workloadById } from '../workloads.ts';
import type { Relation } from './relation.ts';

const cloudNodes = (cloud: string): string => `cloud:${cloud}/nodes`;

/** The metadata services of the clouds that nodes of the input are in. */
function servicesOf({ facts }: World): readonly MetadataService[] {
  const clouds = new Set(facts.nodes.map(cloudOf));
  return METADATA.filter(({ cloud }) => clouds.has(cloud));
}

/** Let through, or else left open: where a step is assumed at best, both lead on. */
function anyReason(world: World, from: string, address: string): Connected | undefined {
  const asked = { to: `ip:${address}`, port: 80 };
  const network = networkOf(world);
  return network.reason(from, asked) ?? network.reason(from, asked, 'undefined');
}

export const metadataGivesCloud: Relation = {
  name: 'metadataGivesCloud',
  pairs(nodes, emit) {
    const { world } = nodes;
    const services = servicesOf(world);
    if (services.length === 0) return;
    const network = networkOf(world);
    const callers = new Callers(nodes, emit, indexCallers(nodes));
    const ids = world.workloads.filter(({ running }) => running).map(({ id }) => id);
    const all = [...ids, ...[...network.exposed().keys()].map(placeOf), NODES];
    for (const { cloud, addresses } of services) {
      const own = world.facts.nodes.filter((node) => cloudOf(node) === cloud).map(({ name }) => `node:${name}`);
      const reached = [...all, ...own].filter((id) =>
        addresses.some((address) => anyReason(world, id, address) !== undefined),
      );
      callers.lead(reached, nodes.cloud(cloudNodes(cloud)));
    }
  },
  cite(world, { from, to }) {
    for (const { cloud, addresses, unless } of servicesOf(world)) {
      const node = world.facts.nodes.find((one) => cloudOf(one) === cloud);
      for (const address of cloudNodes(cloud) === to ? addresses : []) {
        const answer = anyReason(world, from, address);
        if (answer === undefined || node === undefined) continue;
        return {
          evidence: [{ object: node }, ...reasons(answer)],
          objects: [node],
          namespace: '',
          detail: `${from} reaches ${address} port 80: ${sentence(answer)}`,
          doubts: [
            { text: `not so: ${unless}`, settledBy: 'settings of the instances, which the cloud knows' },
            ...doubtsOf(answer),
          ],
        };
      }
    }
    return undefined;
  },
};

/** Where an exposed program stands, and who reaches it from the internet. */
export const internetReachesProgram: Relation = {
  name: 'internetReachesProgram',
  pairs(nodes, emit) {
    const { services, entries } = nodes.world.facts;
    if (entries.length === 0 && !services.some(isExposed)) return;
    for (const id of networkOf(nodes.world).exposed().keys()) emit(nodes.place(INTERNET), nodes.place(placeOf(id)));
  },
  cite(world, { to }) {
    const id = workloadAt(to);
    const way = networkOf(world).wayInto(id);
    const member = workloadById(world, id)?.distinct[0];
    if (way === undefined || member === undefined) return undefined;
    return {
      evidence: [{ object: way.service, pointer: '/spec/selector' }, ...reasons(way.answer)],
      objects: [way.service, member],
      namespace: member.namespace,
      detail: sentence(way.answer),
      doubts: doubtsOf(way.answer),
    };
  },
};
