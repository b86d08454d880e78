// The ServiceAccount of a pod, and whether the pod's spec asks for its token.
import { oncePer } from '../facts/once-per.ts';
import type { ServiceAccountFact } from '../facts/rbac.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import { NameIndex } from './name-index.ts';
import type { World } from './world.ts';

const accountsOf = oncePer(({ facts }: World) => {
  const table = new NameIndex();
  for (const [at, { namespace, name }] of facts.serviceAccounts.entries()) table.set(namespace, name, at);
  return table;
});

/** The last object of this name, as the API server would keep it. */
export function accountFact(world: World, namespace: string, name: string): ServiceAccountFact | undefined {
  const at = accountsOf(world).get(namespace, name);
  return at === undefined ? undefined : world.facts.serviceAccounts[at];
}

/** A token for another audience is refused by the API server, whose own defaults to the issuer's URL. */
export function isForApiServer(audience: string): boolean {
  return audience === '' || audience.startsWith('https://kubernetes.default');
}

/**
 * Whether the API server adds a token to the pod that nothing else asks for. The pod's field decides over the account's.
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function automountsToken(world: World, fact: WorkloadFact): boolean {
  const spec = world.facts.podSpecs[fact.spec] as PodSpec;
  return spec.automountToken ?? accountFact(world, fact.namespace, spec.serviceAccount)?.automountToken ?? true;
}
