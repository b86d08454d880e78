// Credentials in plain text as assets: what each is called, and every object that holds it.
import { IMAGE_RESOURCE, isInObject, LOG_RESOURCE } from '../facts/credential.ts';
import type { CredentialText, FoundImage } from '../facts/credential.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import { pluralOf } from '../facts/plural.ts';
import { pushTo } from '../facts/push-to.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { annotatedWorkloads, annotationsOfPod } from './annotation-credentials.ts';
import { holderKind } from './copies.ts';
import { HolderIndex } from './holder-index.ts';
import { ownersOf, topmostOf, UNKNOWN_NODE } from './workloads.ts';
import type { Workload } from './workloads.ts';

/** One object that holds the credential. */
export interface CredentialHolder {
  readonly object: ObjectFact;
  /** `GROUP/RESOURCE`. */
  readonly of: string;
  /** From the object's root. */
  readonly pointer: string;
  /** The pod, or what makes pods, that has it among the annotations of its pods. */
  readonly annotated?: WorkloadFact;
  readonly log?: LogPlace;
  readonly image?: ImagePlace;
}

/** What was found to hold it, and the findings. */
export interface ImagePlace extends FoundImage {
  readonly file: ObjectFact;
}

/** Where a log was found to hold it. */
export interface LogPlace {
  /** The findings. */
  readonly file: ObjectFact;
  /** Absent where the input lacks it. */
  readonly pod?: WorkloadFact;
  /** That keeps the log; `*` where no pod of its controller has one. */
  readonly node?: string;
}

/**
 * One credential outside of Secrets, `KIND:NS/NAME#KEY` of the object that holds it; a pod's is called after its topmost controller,
 * as the pod is. An old ReplicaSet or a revision holds one of its own: its value may be another. The key of a log is `log/CONTAINER`.
 * An image is one asset with all that its containers show, and another, `layers`, with what only the image itself holds. What ConfigMaps hold are assets as Secrets are, `configmap:NS/NAME`.
 */
export interface CredentialAsset {
  readonly id: string;
  readonly namespace: string;
  /** Of the object that it is called after. */
  readonly name: string;
  readonly key: string;
  /** In the order of the input. */
  readonly holders: CredentialHolder[];
  readonly found: CredentialText[];
  /** Index of the workload whose pods hold it. */
  readonly workload?: number;
}

const NOTHING: readonly CredentialAsset[] = [];
/** The kind whose objects are assets themselves. */
export const CONFIG_MAPS = holderKind('', 'configmaps');
/** What stands for a kind where images hold it. */
const IMAGES = holderKind('', IMAGE_RESOURCE);
/** Of an image, what no container shows. */
const LAYERS = 'layers';
/** Logs of pods. */
export const POD_LOGS = holderKind('', LOG_RESOURCE);

/** All of them, and where they are held. */
export class Credentials {
  /** Without those of ConfigMaps. */
  readonly assets: readonly CredentialAsset[];
  /** Those among them that images hold. */
  readonly images: readonly CredentialAsset[];
  /** What ConfigMaps hold, by `NAMESPACE/NAME`. */
  readonly ofConfigMaps: ReadonlyMap<string, readonly CredentialText[]>;
  readonly #annotated = new Set<CredentialText>();
  readonly #byId = new Map<string, CredentialAsset>();
  readonly #index = new HolderIndex<CredentialAsset>();
  readonly #byWorkload = new Map<number, CredentialAsset[]>();

  constructor(facts: Facts, workloads: readonly Workload[]) {
    const ofConfigMaps = new Map<string, CredentialText[]>();
    this.#addWorkloads(facts, workloads);
    this.#addAnnotations(facts, workloads);
    this.#addLogs(facts, workloads);
    this.#addImages(facts);
    for (const found of facts.credentials) {
      const { holder, resource, pointer } = found;
      if (!isInObject(found) || this.#annotated.has(found)) continue;
      const of = holderKind(holder.group, resource);
      if (of !== CONFIG_MAPS) this.#add({ root: holder }, { object: holder, of, pointer }, found);
      else pushTo(ofConfigMaps, `${holder.namespace}/${holder.name}`, found);
    }
    this.assets = [...this.#byId.values()];
    this.images = [...this.in(IMAGES, '')];
    this.ofConfigMaps = ofConfigMaps;
  }

  get isEmpty(): boolean {
    return this.assets.length === 0 && this.ofConfigMaps.size === 0;
  }

  asset(id: string): CredentialAsset | undefined {
    return this.#byId.get(id);
  }

  /** Those that pods of a workload show. */
  ofWorkload(workload: number): readonly CredentialAsset[] {
    return this.#byWorkload.get(workload) ?? NOTHING;
  }

  /** True when some object of the kind holds one. */
  holds(of: string): boolean {
    return this.#index.has(of);
  }

  /** Those in objects of a kind, of one namespace unless `scope` is empty, of these names unless `names` is absent. */
  in(of: string, scope: string, names?: ReadonlySet<string>): Iterable<CredentialAsset> {
    return this.#index.in(of, scope, names);
  }

  #addWorkloads(facts: Facts, workloads: readonly Workload[]): void {
    if (facts.podSpecs.every(({ credentials }) => credentials === undefined)) return;
    const roots = rootsOf(facts, workloads);
    for (const fact of facts.workloads)
      for (const found of facts.podSpecs[fact.spec]?.credentials ?? []) {
        const pointer = `${fact.specPointer}${found.pointer}`;
        this.#add(roots(fact), { object: fact, of: resourceOf(fact), pointer }, found);
      }
  }

  /** Of pods and of templates; what a controller's pod carries of its template is called after that controller. */
  #addAnnotations(facts: Facts, workloads: readonly Workload[]): void {
    const workloadOf = annotatedWorkloads(facts);
    const inTemplates = new Map<WorkloadFact, CredentialText[]>();
    const found = facts.credentials.flatMap((each) => {
      const workload = workloadOf(each);
      return workload === undefined ? [] : [{ each, workload }];
    });
    if (found.length === 0 && !facts.workloads.some(({ annotationCredentials }) => annotationCredentials)) return;
    const roots = rootsOf(facts, workloads);
    const add = (fact: WorkloadFact, text: CredentialText): void =>
      this.#add(roots(fact), { object: fact, of: resourceOf(fact), pointer: text.pointer, annotated: fact }, text);
    for (const { each, workload } of found) {
      this.#annotated.add(each);
      add(workload, each);
      if (!workload.isPod) pushTo(inTemplates, workload, each);
    }
    const owners = ownersOf(facts);
    for (const pod of facts.workloads)
      if (pod.isPod && pod.owner !== undefined)
        for (const text of annotationsOfPod(pod, owners(pod), inTemplates)) add(pod, text);
  }

  /** A log is called after its pod's topmost controller; a pod that the input lacks stands for itself. */
  #addLogs(facts: Facts, workloads: readonly Workload[]): void {
    const logs = facts.credentials.filter(({ resource }) => resource === LOG_RESOURCE);
    if (logs.length === 0) return;
    const roots = rootsOf(facts, workloads);
    const pods = new Map(
      facts.workloads.flatMap((fact) => (fact.isPod ? [[`${fact.namespace}/${fact.name}`, fact] as const] : [])),
    );
    for (const found of logs) {
      const { holder, pointer } = found;
      const pod = pods.get(`${holder.namespace}/${holder.name}`);
      const root = pod === undefined ? { root: holder } : roots(pod);
      const node = pod && nodeOfLog(pod, root.workload === undefined ? undefined : workloads[root.workload]);
      const log = {
        file: fileOf(facts, holder),
        ...(pod !== undefined && { pod }),
        ...(node !== undefined && { node }),
      };
      this.#add(root, { object: holder, of: POD_LOGS, pointer, log }, found);
    }
  }

  #addImages(facts: Facts): void {
    for (const found of facts.credentials) {
      const { holder, pointer, image } = found;
      if (image === undefined) continue;
      const place = { ...image, file: fileOf(facts, holder) };
      const key = image.shows === 'nothing' ? LAYERS : '';
      this.#add({ root: holder }, { object: holder, of: IMAGES, pointer, image: place }, found, key);
    }
  }

  #add({ root, workload }: Root, holder: CredentialHolder, found: CredentialText, key = found.key): void {
    const id = key === '' ? objectId(root) : `${objectId(root)}#${key}`;
    let asset = this.#byId.get(id);
    if (asset === undefined) {
      const { namespace, name } = root;
      const inPods = workload === undefined ? {} : { workload };
      asset = { id, namespace, name, key, holders: [], found: [], ...inPods };
      this.#byId.set(id, asset);
      if (workload !== undefined) pushTo(this.#byWorkload, workload, asset);
    }
    asset.holders.push(holder);
    asset.found.push(found);
    this.#index.add(asset, holder.of, holder.object);
  }
}

/** What an object's credentials are called after, and the workload whose pods show them. */
interface Root {
  readonly root: ObjectFact;
  readonly workload?: number;
}

function rootsOf(facts: Facts, workloads: readonly Workload[]): (fact: WorkloadFact) => Root {
  const topmost = topmostOf(facts);
  const indexes = new Map(workloads.map(({ id }, index) => [id, index]));
  return (fact) => {
    const root = fact.isPod ? topmost(fact) : fact;
    const workload = topmost(root) === root ? indexes.get(objectId(root)) : undefined;
    return { root, ...(workload !== undefined && { workload }) };
  };
}

const resourceOf = ({ group, objectKind }: ObjectFact): string => holderKind(group, pluralOf(objectKind));

/** What a step cites: the holder of a log is only named in the findings. */
function fileOf({ origins }: Facts, { document }: ObjectFact): ObjectFact {
  return { objectKind: 'file', group: '', namespace: '', name: origins.place(document).source, document };
}

/** A log stands where its pod ran, also after it has ended. */
function nodeOfLog(pod: WorkloadFact, workload: Workload | undefined): string | undefined {
  if (pod.node !== '') return pod.node;
  return workload?.nodes.has(UNKNOWN_NODE) === true ? UNKNOWN_NODE : undefined;
}

/** Whether the member is a pod, or what pods are made of now: not an old revision. */
export function isLive({ root }: Workload, member: WorkloadFact): boolean {
  return member.isPod || member.spec === root.spec;
}
