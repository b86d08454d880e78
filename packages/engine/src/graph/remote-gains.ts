// Gains that lie elsewhere than the objects asked about: copies in other objects, and what an operator does or reads for others.
import { userOf } from '../access/user.ts';
import { labelsOfNamespace } from '../reach/namespace-labels.ts';
import { answer } from './asks.ts';
import type { Grants } from './asks.ts';
import { POD_LOGS } from './credentials.ts';
import { divertedIn } from './diverted.ts';
import { EVERYWHERE } from './nodes.ts';
import type { Nodes } from './nodes.ts';
import { accountId } from './principals.ts';
import type { AccountName, Ask, Gain } from './rule-types.ts';
import { inScope } from './scopes.ts';
import { admits, listStores } from './secret-stores.ts';
import type { SecretStore } from './secret-stores.ts';

/** A read that answers with a Secret's content. */
export const READ_SECRET: Ask = { verbs: ['get', 'list', 'watch'], group: '', resource: 'secrets', names: 'carried' };

type Targets = readonly (number | undefined)[];

/** Finds the nodes that such a gain leads to; accounts are looked up once for each gain. */
export class RemoteGains {
  readonly #nodes: Nodes;
  readonly #accounts = new Map<Gain, readonly AccountName[]>();
  readonly #read = new Map<string, Targets>();
  #secretStores: readonly SecretStore[] | undefined;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  /** `undefined` for every other kind of gain. */
  targets(gain: Gain, scope: string, grants: Grants): Targets | undefined {
    switch (gain.kind) {
      case 'copies':
        return this.#copies(gain.of ?? '', scope, grants);
      case 'credentials':
        return this.#credentials(gain.of ?? '', scope, grants);
      case 'nodeLogs':
        return grants.all ? this.#credentials(POD_LOGS, '', grants) : this.#logsOn(grants.names);
      case 'actsAs':
        return this.#of(gain, scope).map(({ namespace, name }) => this.#nodes.account(namespace, name));
      case 'readBy':
        return this.#of(gain, scope).flatMap((account) => this.#readBy(account));
      case 'secretsBeside':
        return this.#of(gain, '').map(({ namespace }) => this.#nodes.hub('secret', namespace));
      case 'sent':
        return this.#diverted(gain, scope, grants);
      case 'stores':
        return this.#stores(scope);
      default:
        return undefined;
    }
  }

  #diverted(gain: Gain, scope: string, { all, names }: Grants): Targets {
    const ids = divertedIn(this.#nodes.world, gain, scope, all ? undefined : names);
    return Array.from(ids, (id) => this.#nodes.asset(id));
  }

  /** The operator's accounts that a request in the scope addresses. */
  #of(gain: Gain, scope: string): readonly AccountName[] {
    let accounts = this.#accounts.get(gain);
    if (accounts === undefined) {
      accounts = gain.accounts?.(this.#nodes.world.facts) ?? [];
      this.#accounts.set(gain, accounts);
    }
    return gain.place === 'own' && scope !== '' ? accounts.filter(({ namespace }) => namespace === scope) : accounts;
  }

  #stores(scope: string): Targets {
    const { facts } = this.#nodes.world;
    this.#secretStores ??= listStores(facts);
    const labels = labelsOfNamespace(facts, scope).known;
    const usable = this.#secretStores.filter((store) => scope === '' || admits(store, scope, labels));
    return usable.map(({ id }) => this.#nodes.cloud(id));
  }

  #copies(of: string, scope: string, grants: Grants): Targets {
    if (grants.all) return [this.#nodes.copyHub(of, scope)];
    return this.#nodes.copies
      .in(of, scope, grants.names)
      .map(({ namespace, name }) => this.#nodes.secretNamed(namespace, name));
  }

  #credentials(of: string, scope: string, grants: Grants): Targets {
    const { credentials } = this.#nodes;
    if (!credentials.has(of)) return [];
    return grants.all ? [credentials.hub(of, scope)] : credentials.in(of, scope, grants.names);
  }

  #logsOn(names: ReadonlySet<string>): Targets {
    const { world, credentials } = this.#nodes;
    return Array.from(world.credentials.in(POD_LOGS, '')).flatMap((asset) =>
      asset.holders.some(({ log }) => log?.node !== undefined && names.has(log.node)) ? [credentials.node(asset)] : [],
    );
  }

  /** Secrets that the account may get, list or watch by the grants it has. */
  #readBy({ namespace, name }: AccountName): Targets {
    const id = accountId(namespace, name);
    let found = this.#read.get(id);
    if (found === undefined) {
      const user = userOf(id);
      const grantsOfUser = user === undefined ? [] : this.#nodes.world.authorizer.bindingsOf(user);
      found = grantsOfUser.flatMap((grant) => {
        const granted = answer(grant.rules, READ_SECRET);
        return granted === undefined
          ? []
          : inScope(granted, READ_SECRET, grant.scope, this.#nodes.world).flatMap((part) =>
              this.#secrets(part.scope, part.grants),
            );
      });
      this.#read.set(id, found);
    }
    return found;
  }

  #secrets(scope: string, grants: Grants): Targets {
    if (grants.all) return [this.#nodes.hub('secret', scope === '' ? EVERYWHERE : scope)];
    return [...grants.names].flatMap((name): Targets =>
      scope === '' ? this.#nodes.named('secret', name) : [this.#nodes.secretNamed(scope, name)],
    );
  }
}
