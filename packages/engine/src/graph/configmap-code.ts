// ConfigMaps whose content a workload executes: scripts that a container's command names, and mounts made executable.
import type { Container, PodSpec, VolumeMount, WorkloadFact } from '../facts/workload.ts';
import type { World } from './world.ts';

/** One ConfigMap that a container runs. */
interface Executed {
  readonly configMap: string;
  readonly mount: VolumeMount;
  readonly container: Container;
}

const SCRIPT = /\.(?:sh|bash|ash|zsh|py|rb|pl|js|mjs|cjs|ts|php|lua|groovy|ps1|tcl|awk)$/;
const INTERPRETER =
  /^(?:\.|source|exec|(?:.*\/)?(?:sh|bash|ash|dash|zsh|ksh|python[\d.]*|perl|ruby|node|php|lua|groovy|pwsh|env|tini|dumb-init))$/;
/** What separates words in a command that a shell reads. */
const SHELL_WORDS = /[\s;&|()"'`]+/;
const ANY_EXECUTE_BIT = 0o111;

function isUnder(word: string, { mountPath }: VolumeMount): boolean {
  const path = mountPath.endsWith('/') && mountPath !== '/' ? mountPath.slice(0, -1) : mountPath;
  return path !== '' && (word === path || word.startsWith(`${path}/`));
}

/** The command itself, a script by its name, or what an interpreter is given; a configuration file in an option is none of these. */
function runsFrom(container: Container, mount: VolumeMount): boolean {
  const words = [...container.command, ...container.args]
    .flatMap((argument) => argument.split(SHELL_WORDS))
    .filter((word) => word !== '');
  return words.some(
    (word, at) => isUnder(word, mount) && (at === 0 || SCRIPT.test(word) || INTERPRETER.test(words[at - 1] as string)),
  );
}

/** Every ConfigMap that a container of the member runs, once for each mount. */
export function executedConfigMaps(world: World, { namespace, spec: number }: WorkloadFact): Executed[] {
  const spec = world.facts.podSpecs[number] as PodSpec;
  const volumes = new Map(
    spec.volumes
      .filter(({ type, object }) => type === 'configMap' && object !== undefined)
      .map((volume) => [volume.name, volume]),
  );
  if (volumes.size === 0) return [];
  return spec.containers.flatMap((container) =>
    container.mounts.flatMap((mount): Executed[] => {
      const volume = volumes.get(mount.volume);
      if (volume?.object === undefined) return [];
      const index = world.configMaps.find(namespace, volume.object);
      const keys = index === undefined ? [] : (world.configMaps.items[index]?.fact?.keys ?? []);
      const shown = mount.subPath === '' ? keys : keys.filter(({ name }) => name === mount.subPath);
      const runs =
        runsFrom(container, mount) ||
        ((volume.defaultMode ?? 0) & ANY_EXECUTE_BIT) !== 0 ||
        shown.some(({ name }) => SCRIPT.test(name));
      return runs ? [{ configMap: volume.object, mount, container }] : [];
    }),
  );
}

/** Which workloads run what stands in which ConfigMaps; found once, when first asked for. */
export class ConfigMapCode {
  readonly #world: World;
  #byName: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>> | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** Indexes of running workloads that execute a ConfigMap of this name; any in the scope where no name is given. */
  executing(scope: string, name?: string): number[] {
    this.#byName ??= this.#index();
    const maps =
      name === undefined
        ? [...this.#byName.values()]
        : [this.#byName.get(name) ?? new Map<string, ReadonlySet<number>>()];
    const found = maps.flatMap((byNamespace) =>
      scope === '' ? [...byNamespace.values()] : [byNamespace.get(scope) ?? new Set<number>()],
    );
    return [...new Set(found.flatMap((indexes) => [...indexes]))];
  }

  #index(): Map<string, Map<string, Set<number>>> {
    const byName = new Map<string, Map<string, Set<number>>>();
    this.#world.workloads.forEach((workload, index) => {
      if (!workload.running) return;
      for (const member of workload.distinct) {
        for (const { configMap } of executedConfigMaps(this.#world, member)) {
          const namespaces = byName.get(configMap) ?? new Map<string, Set<number>>();
          byName.set(configMap, namespaces);
          namespaces.set(workload.namespace, (namespaces.get(workload.namespace) ?? new Set()).add(index));
        }
      }
    });
    return byName;
  }
}
