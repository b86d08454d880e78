// Registry credentials and the workloads whose images they pull: who may also push with one replaces the image.
import type { SecretFact } from '../../facts/secret.ts';
import type { WorkloadFact } from '../../facts/workload.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { accountFact } from '../pod-account.ts';
import { inSpec, specOf } from './pods.ts';
import { workloadById } from '../workloads.ts';
import type { Relation } from './relation.ts';

/** Types of which the kubelet takes a Secret as a registry credential. */
export const REGISTRY_TYPES: ReadonlySet<string> = new Set([
  'kubernetes.io/dockerconfigjson',
  'kubernetes.io/dockercfg',
]);
/** An image by digest is what it is, whatever the registry holds. */
const BY_DIGEST = /@sha\d+:/;

/** Those whose images are what the registry holds under a name. */
function pullSecrets(world: World, member: WorkloadFact): ReturnType<typeof pullSecretsOf> {
  const isFixed = specOf(world, member).containers.every(({ image }) => BY_DIGEST.test(image));
  return isFixed ? [] : pullSecretsOf(world, member);
}

/** Names of the pull Secrets of a member with what names them: its own, or else, as admission adds them, its account's. */
export function pullSecretsOf(
  world: World,
  member: WorkloadFact,
): { readonly name: string; readonly citation: Citation }[] {
  const spec = specOf(world, member);
  const own = spec.secrets.filter(({ way }) => way === 'imagePullSecret');
  if (own.length > 0) return own.map(({ name, pointer }) => ({ name, citation: inSpec(member, pointer) }));
  const account = accountFact(world, member.namespace, spec.serviceAccount);
  return (account?.imagePullSecrets ?? []).map((name) => ({
    name,
    citation: { object: account as NonNullable<typeof account>, pointer: '/imagePullSecrets' },
  }));
}

function credential(
  world: World,
  namespace: string,
  name: string,
): { readonly index: number; readonly fact: SecretFact } | undefined {
  const index = world.secrets.find(namespace, name);
  const fact = index === undefined ? undefined : world.secrets.items[index]?.fact;
  return index !== undefined && fact !== undefined && REGISTRY_TYPES.has(fact.type) ? { index, fact } : undefined;
}

export const pullSecretOfImage: Relation = {
  name: 'pullSecretOfImage',
  pairs(nodes, emit) {
    nodes.world.workloads.forEach((workload, at) => {
      if (!workload.running) return;
      const seen = new Set<string>();
      for (const member of workload.distinct) {
        for (const { name } of pullSecrets(nodes.world, member)) {
          const found = seen.has(name) ? undefined : credential(nodes.world, workload.namespace, name);
          seen.add(name);
          if (found !== undefined) emit(nodes.secret[found.index], nodes.workload[at]);
        }
      }
    });
  },
  cite(world, { from, to }) {
    for (const member of workloadById(world, to)?.members ?? []) {
      const pull = pullSecrets(world, member).find(({ name }) => `secret:${member.namespace}/${name}` === from);
      const found = pull === undefined ? undefined : credential(world, member.namespace, pull.name);
      if (pull === undefined || found === undefined) continue;
      return {
        evidence: [{ object: found.fact, pointer: '/type' }, pull.citation],
        objects: [member],
        namespace: member.namespace,
      };
    }
    return undefined;
  },
};
