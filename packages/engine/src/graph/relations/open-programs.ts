// Programs that let in whoever reaches their port, and what each gives: itself, its account, or all that the API server keeps.
import { oncePer } from '../../facts/once-per.ts';
import type { PodSpec, WorkloadFact } from '../../facts/workload.ts';
import type { Connected } from '../../reach/can-connect.ts';
import { openProgramsIn } from '../../reach/open-programs.ts';
import type { FoundProgram, OpenProgram } from '../../reach/open-programs.ts';
import { networkOf } from '../network.ts';
import type { Passing } from '../network.ts';
import { EVERYWHERE } from '../nodes.ts';
import type { Nodes } from '../nodes.ts';
import { accountId } from '../principals.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { Callers, doubtsOf, indexCallers, reasons, sentence } from './network-callers.ts';
import { inSpec, specOf, tokenMount } from './pods.ts';
import type { Grounds, Relation } from './relation.ts';

interface Member {
  readonly member: WorkloadFact;
  readonly found: FoundProgram;
}

/** Looked for once in each spec: pods of one template share it. */
const foundIn = oncePer(({ containers }: PodSpec): readonly FoundProgram[] => openProgramsIn(containers));

const isLabelled = ({ podLabels }: WorkloadFact, { label }: OpenProgram): boolean =>
  label === undefined || podLabels?.get(label[0]) === label[1];

function programsOf(world: World, members: readonly WorkloadFact[], gives: OpenProgram['gives']): Member[] {
  return members.flatMap((member) =>
    foundIn(specOf(world, member))
      .filter(({ program }) => program.gives === gives && isLabelled(member, program))
      .map((found) => ({ member, found })),
  );
}

/** What the program gives to whoever reaches it: its node in the graph, and whether a step's end is that. */
interface Ends {
  readonly node: (nodes: Nodes, workload: number, member: WorkloadFact) => number | undefined;
  readonly isEnd: (to: string, world: World, workload: string, member: WorkloadFact) => boolean;
}

function programRelation(gives: OpenProgram['gives'], { node, isEnd }: Ends, passing: Passing): Omit<Relation, 'name'> {
  return {
    pairs(nodes, emit) {
      const { world } = nodes;
      let callers: Callers | undefined;
      world.workloads.forEach(({ id, distinct, running }, index) => {
        for (const { member, found } of running ? programsOf(world, distinct, gives) : []) {
          callers ??= new Callers(nodes, emit, indexCallers(nodes));
          callers.lead(networkOf(world).callersOf({ to: id, port: found.port }, passing), node(nodes, index, member));
        }
      });
    },
    cite(world, { from, to }) {
      for (const { id, distinct, running } of world.workloads) {
        for (const { member, found } of running ? programsOf(world, distinct, gives) : []) {
          const answer = isEnd(to, world, id, member)
            ? networkOf(world).reason(from, { to: id, port: found.port }, passing)
            : undefined;
          if (answer !== undefined) return grounds(id, member, found, answer);
        }
      }
      return undefined;
    },
  };
}

function grounds(
  id: string,
  member: WorkloadFact,
  { program, container, port }: FoundProgram,
  answer: Connected,
): Grounds {
  const evidence: Citation[] = [inSpec(member, `${container.pointer}/image`), ...reasons(answer)];
  return {
    evidence,
    objects: [member],
    namespace: member.namespace,
    detail: `${program.name} in ${id} takes whoever reaches port ${port}: ${sentence(answer)}`,
    doubts: doubtsOf(answer),
  };
}

const USED: Ends = {
  node: (nodes, workload) => nodes.workload[workload],
  isEnd: (to, _, workload) => to === workload,
};

/** A console whose pod holds no token of its account acts as nobody. */
function accountUsed(world: World, member: WorkloadFact): string | undefined {
  return tokenMount(world, member) && accountId(member.namespace, specOf(world, member).serviceAccount);
}

const ACTS: Ends = {
  node(nodes, _, member) {
    const account = accountUsed(nodes.world, member);
    return account === undefined ? undefined : nodes.identityOf(account);
  },
  isEnd: (to, world, _, member) => accountUsed(world, member) === to,
};

const HOLDS: Ends = {
  node: (nodes) => nodes.hub('secret', EVERYWHERE),
  isEnd: (to) => to.startsWith('secret:'),
};

export const openServiceUsed: Relation = { name: 'openServiceUsed', ...programRelation('program', USED, 'allow') };
export const openServiceUsedIfLetThrough: Relation = {
  name: 'openServiceUsedIfLetThrough',
  ...programRelation('program', USED, 'undefined'),
};
export const consoleActsAsAccount: Relation = {
  name: 'consoleActsAsAccount',
  ...programRelation('account', ACTS, 'allow'),
};
export const consoleActsIfLetThrough: Relation = {
  name: 'consoleActsIfLetThrough',
  ...programRelation('account', ACTS, 'undefined'),
};
export const openEtcdHoldsSecrets: Relation = {
  name: 'openEtcdHoldsSecrets',
  ...programRelation('etcd', HOLDS, 'allow'),
};
export const openEtcdIfLetThrough: Relation = {
  name: 'openEtcdIfLetThrough',
  ...programRelation('etcd', HOLDS, 'undefined'),
};
