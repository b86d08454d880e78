// Looks for secrets in the texts of a live cluster: what its objects hold, and where asked for, Helm's releases and pods' logs.
import { isBuiltInKind, kindToRead, objectId } from '@watertight/engine';
import type { CoverageEntry, DetectFinding } from '@watertight/engine';
import { Credentials } from './cluster/credentials/credentials.ts';
import { findTarget } from './cluster/kubeconfig/target.ts';
import { fieldsOf, listOf, textOf } from './cluster/kubeconfig/narrow.ts';
import type { Resource } from './cluster/lists/resource.ts';
import { ClusterSession } from './cluster/session.ts';
import type { Sink } from './cluster/sink.ts';
import { Transport } from './cluster/transport/transport.ts';
import type { ClusterSettings } from './cluster-settings.ts';
import { readLogs } from './cluster-logs.ts';
import type { LogPod } from './cluster-logs.ts';
import type { Detected, DetectSettings } from './detect-texts.ts';
import { jsonDocument } from './texts/document.ts';
import { Findings } from './texts/findings.ts';
import { decodedFrom, FileText } from './texts/located.ts';
import { CONTEXT_DETECTORS } from './texts/context-detectors.ts';
import { readTree } from './texts/read-structured.ts';
import type { Scanner } from './texts/scan-text.ts';

export interface DetectClusterSettings extends Pick<DetectSettings, 'detectors' | 'key' | 'rules'> {
  /** Also read the end of each container's log. */
  readonly logs: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Built-in kinds whose objects hold texts of their users. Secrets are among them only where their content was asked for, and then
 * only Helm's releases are looked into: in a Secret, a secret is where it belongs.
 */
const WITH_TEXTS: ReadonlySet<string> = new Set([
  '/Namespace',
  '/ConfigMap',
  '/Event',
  '/Pod',
  '/PodTemplate',
  '/ReplicationController',
  '/Service',
  'apps/ControllerRevision',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
  'networking.k8s.io/Ingress',
]);
const RELEASE = 'helm.sh/release.v1';

/** Throws `ClusterError` where there is no cluster to read; what cannot be read is coverage. */
export async function detectCluster(cluster: ClusterSettings, settings: DetectClusterSettings): Promise<Detected> {
  const target = findTarget(cluster, cluster.surroundings);
  const { signal } = settings;
  const transport = new Transport(target, new Credentials(target, cluster.surroundings.env), {
    agent: cluster.agent,
    ...(cluster.requestMs !== undefined && { requestMs: cluster.requestMs }),
    ...(cluster.wait !== undefined && { wait: cluster.wait }),
    ...(signal !== undefined && { signal }),
  });
  const texts = new ClusterTexts(`cluster:${target.context}`, settings);
  const session = new ClusterSession(transport, target, texts, {
    secretValues: cluster.secretValues,
    onNotice: cluster.onNotice,
    wants: (resource) => wants(resource, cluster.secretValues),
    ...(cluster.namespace !== undefined && { namespace: cluster.namespace }),
    ...(cluster.pageObjects !== undefined && { pageObjects: cluster.pageObjects }),
    ...(signal !== undefined && { signal }),
  });
  try {
    await session.read();
    if (settings.logs) await readLogs(transport, texts.pods(), texts);
  } finally {
    await transport.close();
  }
  return texts.finish();
}

/** Any custom kind may hold literals. */
function wants({ group, kind }: Resource, secretValues: boolean): boolean {
  if (!isBuiltInKind(group, kind)) return kindToRead(group, kind) !== undefined;
  return WITH_TEXTS.has(`${group}/${kind}`) || (secretValues && group === '' && kind === 'Secret');
}

/** Takes objects one by one: what is found in each is kept, and the object is dropped. */
class ClusterTexts implements Sink {
  readonly source: string;
  readonly #settings: DetectClusterSettings;
  readonly #coverage: CoverageEntry[] = [];
  /** By the order of objects; undefined for those taken back. */
  readonly #found: (readonly DetectFinding[] | undefined)[] = [];
  readonly #pods = new Map<number, LogPod>();

  constructor(source: string, settings: DetectClusterSettings) {
    this.source = source;
    this.#settings = settings;
  }

  add(object: unknown, isMetadata: boolean): number {
    const document = this.#found.length;
    const id = idOf(object);
    const pod = this.#settings.logs ? podOf(object) : undefined;
    if (pod !== undefined) this.#pods.set(document, pod);
    this.#found.push(isMetadata || !holdsTexts(object) ? [] : this.#read(id, JSON.stringify(object)));
    return document;
  }

  discard(documents: readonly number[]): void {
    for (const document of documents) {
      this.#found[document] = undefined;
      this.#pods.delete(document);
    }
  }

  version(): void {}
  advance(): void {}
  listDone(): void {}

  cover(entry: Omit<CoverageEntry, 'source'>): void {
    const { list: _, ...shown } = entry;
    this.#coverage.push({ source: this.source, ...shown });
  }

  pods(): readonly LogPod[] {
    return [...this.#pods.values()];
  }

  /** With findings of its own, for one text of the cluster. */
  scanner(): Scanner {
    const { detectors, rules = [], key } = this.#settings;
    return { detectors: [...detectors, ...CONTEXT_DETECTORS], rules, findings: new Findings(key) };
  }

  take(found: readonly DetectFinding[]): void {
    this.#found.push(found);
  }

  finish(): Detected {
    return { findings: this.#found.flatMap((found) => found ?? []), coverage: this.#coverage };
  }

  /** An object of a cluster has no lines: its place is the pointer. */
  #read(id: string, text: string): readonly DetectFinding[] {
    const document = jsonDocument(text);
    if (document === undefined) {
      this.cover({ what: id, state: 'not-read', reason: 'nested too deep' });
      return [];
    }
    const scanner = this.scanner();
    const located = decodedFrom(text, new FileText(''), 0, 0);
    const file = `${this.source}/${id}`;
    readTree(document, { located, file, name: '', place: '', depth: 0 }, { scanner, secretFile: () => {} });
    return scanner.findings.all();
  }
}

/** Of Secrets, Helm's releases only. */
function holdsTexts(object: unknown): boolean {
  const { kind, apiVersion, type } = fieldsOf(object);
  return kind !== 'Secret' || apiVersion !== 'v1' || type === RELEASE;
}

function idOf(object: unknown): string {
  const { kind, apiVersion, metadata } = fieldsOf(object);
  const version = textOf(apiVersion);
  const { namespace, name } = fieldsOf(metadata);
  return objectId({
    objectKind: textOf(kind),
    group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '',
    namespace: textOf(namespace),
    name: textOf(name),
  });
}

/** A pod that has containers whose logs may be asked for. */
function podOf(object: unknown): LogPod | undefined {
  const { kind, apiVersion, metadata, spec } = fieldsOf(object);
  if (kind !== 'Pod' || apiVersion !== 'v1') return undefined;
  const { namespace, name } = fieldsOf(metadata);
  const { initContainers, containers } = fieldsOf(spec);
  const names = [...listOf(initContainers), ...listOf(containers)].map((container) =>
    textOf(fieldsOf(container)['name']),
  );
  return { namespace: textOf(namespace), name: textOf(name), containers: names.filter((one) => one !== '') };
}
