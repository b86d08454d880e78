// The graph's nodes of credentials in plain text, and hubs that lead to all of those in objects of a kind.
import { CONFIG_MAPS } from './credentials.ts';
import type { CredentialAsset } from './credentials.ts';
import { NodeKind } from './graph.ts';
import type { GraphBuilder } from './graph.ts';
import { NameIndex } from './name-index.ts';
import type { World } from './world.ts';

export class CredentialNodes {
  readonly #world: World;
  readonly #builder: GraphBuilder;
  /** By the order of `World.configMaps`. */
  readonly #configMap: readonly number[];
  readonly #nodes: ReadonlyMap<CredentialAsset, number>;
  /** By kind of the holders, then scope. */
  readonly #hubs = new NameIndex();

  constructor(world: World, builder: GraphBuilder, configMap: readonly number[]) {
    this.#world = world;
    this.#builder = builder;
    this.#configMap = configMap;
    this.#nodes = new Map(
      world.credentials.assets.map((asset, ref) => [asset, builder.node(NodeKind.credential, ref)]),
    );
  }

  node(asset: CredentialAsset): number {
    return this.#nodes.get(asset) as number;
  }

  /** The node of an id; undefined for what the input does not hold. */
  named(id: string): number | undefined {
    const { credentials, configMaps } = this.#world;
    const asset = credentials.asset(id);
    if (asset !== undefined) return this.node(asset);
    const [, namespace = '', name = ''] = /^configmap:([^/]+)\/([^#]+)$/.exec(id) ?? [];
    const index = configMaps.find(namespace, name);
    return index === undefined ? undefined : this.#configMap[index];
  }

  /** False where no object of the kind holds one: most roles read some kind, and would lead to hubs of nothing. */
  has(of: string): boolean {
    const { credentials, watchedConfigMaps } = this.#world;
    return of === CONFIG_MAPS ? watchedConfigMaps.size > 0 : credentials.holds(of);
  }

  /** Of those in objects of a kind, `GROUP/RESOURCE`, in a namespace or (empty) anywhere. */
  hub(of: string, scope: string): number {
    let node = this.#hubs.get(of, scope);
    if (node === undefined) {
      node = this.#builder.node(NodeKind.hub, -1);
      this.#hubs.set(of, scope, node);
      for (const credential of this.in(of, scope)) this.#builder.fold(node, credential);
    }
    return node;
  }

  /** The same one by one; `names` are those of the objects that hold them. */
  in(of: string, scope: string, names?: ReadonlySet<string>): number[] {
    if (of === CONFIG_MAPS) return this.#watchedConfigMaps(scope, names);
    return Array.from(this.#world.credentials.in(of, scope, names), (asset) => this.node(asset));
  }

  #watchedConfigMaps(scope: string, names?: ReadonlySet<string>): number[] {
    const { configMaps, watchedConfigMaps } = this.#world;
    return [...watchedConfigMaps].flatMap((place) => {
      const [namespace = '', name = ''] = place.split('/');
      const isWanted = (scope === '' || scope === namespace) && names?.has(name) !== false;
      const index = isWanted ? configMaps.find(namespace, name) : undefined;
      return index === undefined ? [] : [this.#configMap[index] as number];
    });
  }
}
