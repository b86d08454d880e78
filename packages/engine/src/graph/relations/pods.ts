// What running pods hold: the Secrets in their containers and the token of their ServiceAccount.
import type { PodSpec, SecretReference, WorkloadFact } from '../../facts/workload.ts';
import { ACCOUNT_ANNOTATION, accountId, TOKEN_TYPE } from '../principals.ts';
import type { Citation } from '../rule-types.ts';
import { accountFact, automountsToken, isForApiServer } from '../pod-account.ts';
import { workloadById } from '../workloads.ts';
import type { AssetKey, World } from '../world.ts';
import type { Grounds, Relation } from './relation.ts';

export function specOf(world: World, fact: WorkloadFact): PodSpec {
  return world.facts.podSpecs[fact.spec] as PodSpec;
}

/** The citation of a place inside a workload's pod spec. */
export function inSpec(fact: WorkloadFact, pointer: string): Citation {
  return { object: fact, pointer: `${fact.specPointer}${pointer}` };
}

/** False where the question is about a key that the reference does not take. */
export function takesKey(
  { onlyKey }: World,
  kind: AssetKey['kind'],
  { namespace }: WorkloadFact,
  { name, keys = [] }: { readonly name: string; readonly keys?: readonly string[] },
): boolean {
  const isAsked = onlyKey?.kind === kind && onlyKey.namespace === namespace && onlyKey.name === name;
  return !isAsked || keys.length === 0 || keys.includes(onlyKey.key);
}

/** References that the pod's containers can see, the first of each Secret; of a Secret asked about by key, only those that take the key. */
function visibleSecrets(world: World, fact: WorkloadFact): Map<string, SecretReference> {
  const first = new Map<string, SecretReference>();
  for (const reference of specOf(world, fact).secrets) {
    const takes = takesKey(world, 'secret', fact, reference);
    if (reference.visible && takes && !first.has(reference.name)) first.set(reference.name, reference);
  }
  return first;
}

/**
 * How a container of the pod gets the account's token, or `undefined` when none does. The pod's field decides over the
 * account's; `false` removes only the automatic volume, not a projected token that the spec asks for.
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function tokenMount(world: World, fact: WorkloadFact): Grounds | undefined {
  const spec = specOf(world, fact);
  const account = accountFact(world, fact.namespace, spec.serviceAccount);
  const projected = spec.tokens.find((token) => token.mounted && isForApiServer(token.audience));
  if (projected === undefined && !automountsToken(world, fact)) return undefined;
  const evidence: Citation[] = [];
  if (projected !== undefined) evidence.push(inSpec(fact, projected.pointer));
  else if (spec.automountToken === true) evidence.push(inSpec(fact, '/automountServiceAccountToken'));
  evidence.push(inSpec(fact, spec.serviceAccount === 'default' ? '' : '/serviceAccountName'));
  return { evidence, objects: account === undefined ? [fact] : [fact, account], namespace: fact.namespace };
}

export const workloadReadsSecret: Relation = {
  name: 'workloadReadsSecret',
  pairs(nodes, emit) {
    const { world } = nodes;
    world.workloads.forEach((workload, index) => {
      const seen = new Set<string>();
      for (const member of workload.distinct) {
        for (const name of visibleSecrets(world, member).keys()) {
          if (seen.has(name)) continue;
          seen.add(name);
          emit(nodes.workload[index], nodes.secretNamed(workload.namespace, name));
        }
      }
    });
  },
  cite(world, { from, to }) {
    for (const member of workloadById(world, from)?.members ?? []) {
      for (const [name, reference] of visibleSecrets(world, member)) {
        if (`secret:${member.namespace}/${name}` !== to) continue;
        return { evidence: [inSpec(member, reference.pointer)], objects: [member], namespace: member.namespace };
      }
    }
    return undefined;
  },
};

/** Accounts whose token Secrets the pod's containers see, with the reference and the Secret. */
function mountedTokenSecrets(
  world: World,
  fact: WorkloadFact,
): { readonly account: string; readonly grounds: Grounds }[] {
  return [...visibleSecrets(world, fact)].flatMap(([name, reference]) => {
    const index = world.secrets.find(fact.namespace, name);
    const secret = index === undefined ? undefined : world.secrets.items[index]?.fact;
    const account = secret?.type === TOKEN_TYPE ? secret.annotations.get(ACCOUNT_ANNOTATION) : undefined;
    if (secret === undefined || account === undefined) return [];
    const evidence = [inSpec(fact, reference.pointer), { object: secret, pointer: '/type' }];
    return [
      {
        account: accountId(fact.namespace, account),
        grounds: { evidence, objects: [fact, secret], namespace: fact.namespace },
      },
    ];
  });
}

/** Every account whose token some container of the pod holds. */
function tokensHeld(world: World, fact: WorkloadFact): Map<string, Grounds> {
  const held = new Map<string, Grounds>();
  const own = tokenMount(world, fact);
  if (own !== undefined) held.set(accountId(fact.namespace, specOf(world, fact).serviceAccount), own);
  for (const { account, grounds } of mountedTokenSecrets(world, fact))
    if (!held.has(account)) held.set(account, grounds);
  return held;
}

export const workloadHoldsToken: Relation = {
  name: 'workloadHoldsToken',
  pairs(nodes, emit) {
    const { world } = nodes;
    world.workloads.forEach((workload, index) => {
      const accounts = new Set(workload.distinct.flatMap((member) => [...tokensHeld(world, member).keys()]));
      for (const account of accounts) emit(nodes.workload[index], nodes.identityOf(account));
    });
  },
  cite(world, { from, to }) {
    for (const member of workloadById(world, from)?.members ?? []) {
      const grounds = tokensHeld(world, member).get(to);
      if (grounds !== undefined) return grounds;
    }
    return undefined;
  },
};
