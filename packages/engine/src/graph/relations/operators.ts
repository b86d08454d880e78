// What operators keep: the Secrets that a store of External Secrets fills, or may read for whoever asks it.
import { userOf } from '../../access/user.ts';
import { answer } from '../asks.ts';
import type { Grants } from '../asks.ts';
import { citeGrant } from '../cite-grant.ts';
import type { Nodes } from '../nodes.ts';
import { accountId } from '../principals.ts';
import { READ_SECRET } from '../remote-gains.ts';
import { inScope } from '../scopes.ts';
import { listFilled, listStores } from '../secret-stores.ts';
import type { SecretStore } from '../secret-stores.ts';
import type { World } from '../world.ts';
import type { Grounds, Relation } from './relation.ts';

/** What an account may read of one namespace's Secrets. */
function readableIn(world: World, account: string, namespace: string): Grants[] {
  const user = userOf(account);
  if (user === undefined) return [];
  return world.authorizer.bindingsOf(user).flatMap((grant) => {
    const granted = answer(grant.rules, READ_SECRET);
    if (granted === undefined) return [];
    const parts = inScope(granted, READ_SECRET, grant.scope, world);
    return parts.filter(({ scope }) => scope === '' || scope === namespace).map(({ grants }) => grants);
  });
}

function readsOf(nodes: Nodes, { reads }: SecretStore): (number | undefined)[] {
  if (reads === undefined) return [];
  const account = accountId(reads.account.namespace, reads.account.name);
  return readableIn(nodes.world, account, reads.namespace).flatMap(({ all, names }) =>
    all ? [nodes.hub('secret', reads.namespace)] : [...names].map((name) => nodes.secretNamed(reads.namespace, name)),
  );
}

/** The store reads the Secret itself, as its account. */
function citeRead(world: World, { fact, reads }: SecretStore, to: string): Grounds | undefined {
  if (reads === undefined || !to.startsWith(`secret:${reads.namespace}/`)) return undefined;
  const account = accountId(reads.account.namespace, reads.account.name);
  const name = to.slice(`secret:${reads.namespace}/`.length);
  const allowed = citeGrant(world, { principal: account }, READ_SECRET, { namespace: reads.namespace, names: [name] });
  if (allowed === undefined) return undefined;
  const evidence = [{ object: fact, pointer: '/spec/provider/kubernetes' }, ...allowed.evidence];
  return { evidence, objects: [fact], namespace: reads.namespace, detail: `reads it as ${account}` };
}

export const storeGivesSecret: Relation = {
  name: 'storeGivesSecret',
  pairs(nodes, emit) {
    const stores = new Map(listStores(nodes.world.facts).map((store) => [store.id, store]));
    if (stores.size === 0) return;
    for (const { store, namespace, name } of listFilled(nodes.world.facts)) {
      if (stores.has(store)) emit(nodes.cloud(store), nodes.secretNamed(namespace, name));
    }
    for (const store of stores.values())
      for (const target of readsOf(nodes, store)) emit(nodes.cloud(store.id), target);
  },
  cite(world, { from, to }) {
    const store = listStores(world.facts).find(({ id }) => id === from);
    if (store === undefined) return undefined;
    const filled = listFilled(world.facts).find(
      (secret) => secret.store === from && `secret:${secret.namespace}/${secret.name}` === to,
    );
    if (filled === undefined) return citeRead(world, store, to);
    const evidence = [
      { object: store.fact, pointer: '/spec/provider' },
      { object: filled.fact, pointer: filled.storePointer },
    ];
    return { evidence, objects: [store.fact, filled.fact], namespace: filled.namespace, detail: 'fills it' };
  },
};
