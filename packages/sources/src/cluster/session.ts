// Reads a cluster: who asks and what may be seen first, then list after list.
import { ClusterError } from './cluster-error.ts';
import { shakeHands } from './handshake.ts';
import { fieldsOf, textOf } from './kubeconfig/narrow.ts';
import type { ClusterTarget } from './kubeconfig/target.ts';
import { entryOf, entryOfMany, entryOfOne, FORBIDDEN, wholeOutcomes } from './lists/list-coverage.ts';
import { UNANSWERED_LISTS_MAX } from './lists/limits.ts';
import { ListReader } from './lists/list.ts';
import type { ListOutcome } from './lists/list.ts';
import { WHOLE } from './lists/page.ts';
import type { ListShape } from './lists/page.ts';
import { planAll, planNamespace, resourcesToRead } from './lists/plan.ts';
import type { PlannedList } from './lists/plan.ts';
import { resourceName } from './lists/resource.ts';
import type { Resource } from './lists/resource.ts';
import { ownName, rightsIn } from './lists/rights.ts';
import type { NamespaceRights } from './lists/rights.ts';
import { secretShape } from './lists/secret-shapes.ts';
import { rightsNotice, targetNotice } from './notices.ts';
import type { Sink } from './sink.ts';
import { RequestFailure } from './transport/failure.ts';
import type { Transport } from './transport/transport.ts';

export interface SessionSettings {
  /** `-n`: kinds of namespaces are listed in this one only. */
  readonly namespace?: string;
  /** Whether the content of Secrets is asked for; each value is sealed as it is read, and dropped. */
  readonly secretValues: boolean;
  /** What the user can do to have it asked for. */
  readonly secretValuesHint?: string;
  /** One line for the user at a time; the first comes before any request. */
  readonly onNotice: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Which kinds are listed; absent, those that carry something for an answer. */
  readonly wants?: (resource: Resource) => boolean;
  /** Objects of one page. */
  readonly pageObjects?: number;
}

const INTERRUPTED = 'the run was interrupted';

export class ClusterSession {
  readonly #transport: Transport;
  readonly #target: ClusterTarget;
  readonly #sink: Sink;
  readonly #settings: SessionSettings;
  readonly #reader: ListReader;
  readonly #whole: ReturnType<typeof wholeOutcomes>;
  readonly #rights = new Map<string, Promise<NamespaceRights>>();
  /** Undefined where they could not be listed. */
  #namespaces: readonly string[] | undefined;
  /** Lists in a row that got no answer. */
  #unanswered = 0;
  /** Why nothing more is asked for. */
  #end: string | undefined;

  constructor(transport: Transport, target: ClusterTarget, sink: Sink, settings: SessionSettings) {
    this.#transport = transport;
    this.#target = target;
    this.#sink = sink;
    this.#settings = settings;
    this.#whole = wholeOutcomes(settings.secretValuesHint);
    this.#reader = new ListReader(transport, sink, settings.pageObjects);
  }

  /** Throws `ClusterError` where nothing can be read at all, the signal's reason where it is aborted before the first list. */
  async read(): Promise<void> {
    const { onNotice, namespace, secretValues } = this.#settings;
    onNotice(targetNotice(this.#target));
    const { version, resources, troubles } = await shakeHands(this.#transport, this.#target);
    this.#sink.version(version);
    const wanted = resourcesToRead(resources, this.#settings.wants);
    const planned = await (namespace === undefined
      ? planAll(this.#transport, wanted)
      : planNamespace(this.#transport, wanted, namespace));
    const name = await ownName(this.#transport);
    onNotice(rightsNotice(planned, { name, secretValues, ...(namespace !== undefined && { namespace }) }));
    for (const { group, reason } of troubles)
      this.#sink.cover({ what: `kinds of ${group}`, state: 'not-read', reason, list: { kind: `${group}/*` } });
    if (namespace !== undefined) this.#sink.cover(otherNamespaces(namespace));
    await this.#readLists(planned);
  }

  async #readLists(planned: readonly PlannedList[]): Promise<void> {
    for (const list of namespacesFirst(planned)) {
      await this.#readList(list);
      this.#sink.listDone();
    }
  }

  async #readList({ resource, where }: PlannedList): Promise<void> {
    const { namespace } = this.#settings;
    const only = resource.namespaced ? namespace : undefined;
    if (where === 'nowhere') this.#sink.cover(entryOf(resource, FORBIDDEN, only));
    else if (resourceName(resource) === 'namespaces') await this.#readNamespaces(resource);
    else if (where === 'everywhere' || only !== undefined)
      this.#sink.cover(entryOf(resource, await this.#outcome(resource, only), only));
    else await this.#readWhereAllowed(resource);
  }

  async #readNamespaces(resource: Resource): Promise<void> {
    const names: string[] = [];
    const outcome = await this.#outcome(resource, undefined, names);
    if (outcome.state === 'read') this.#namespaces = [...new Set(names)];
    this.#sink.cover(entryOf(resource, outcome));
  }

  async #readWhereAllowed(resource: Resource): Promise<void> {
    const own = this.#target.namespace;
    if (this.#namespaces === undefined) {
      this.#sink.cover(entryOfOne(resource, own, await this.#inNamespace(resource, own)));
      return;
    }
    const outcomes = new Map<string, ListOutcome>();
    for (const name of this.#namespaces) outcomes.set(name, await this.#inNamespace(resource, name));
    this.#sink.cover(entryOfMany(resource, outcomes));
  }

  async #inNamespace(resource: Resource, namespace: string): Promise<ListOutcome> {
    const { mayList } = await this.#rightsIn(namespace);
    return mayList(resource) === 'no' ? FORBIDDEN : await this.#outcome(resource, namespace);
  }

  #rightsIn(namespace: string): Promise<NamespaceRights> {
    const known = this.#rights.get(namespace) ?? rightsIn(this.#transport, namespace);
    this.#rights.set(namespace, known);
    return known;
  }

  /** Reads one list, unless the run has come to its end; what ends it is remembered. */
  async #outcome(resource: Resource, namespace?: string, names?: string[]): Promise<ListOutcome> {
    if (this.#end !== undefined) return { state: 'not-read', reason: this.#end, isUnanswered: false };
    const outcome = await this.#attempt(resource, namespace, names);
    this.#unanswered = outcome.isUnanswered ? this.#unanswered + 1 : 0;
    if (this.#unanswered >= UNANSWERED_LISTS_MAX) this.#end ??= 'not asked for: the server had stopped answering';
    return outcome;
  }

  async #attempt(resource: Resource, namespace?: string, names?: string[]): Promise<ListOutcome> {
    try {
      const shape = withNames(await this.#shapeOf(resource, namespace), names);
      const outcome = await this.#reader.read({ resource, shape, ...(namespace !== undefined && { namespace }) });
      return outcome.state === 'read' ? this.#whole[shape.content] : outcome;
    } catch (error) {
      if (error instanceof RequestFailure) return { state: 'not-read', reason: error.reason, isUnanswered: true };
      if (error instanceof ClusterError) this.#end = error.message;
      else if (this.#settings.signal?.aborted === true) this.#end = INTERRUPTED;
      else throw error;
      return { state: 'not-read', reason: this.#end, isUnanswered: false };
    }
  }

  async #shapeOf(resource: Resource, namespace?: string): Promise<ListShape> {
    const isSecrets = resourceName(resource) === 'secrets' && !this.#settings.secretValues;
    return isSecrets ? await secretShape(this.#transport, resource, namespace) : WHOLE;
  }
}

/** Where some kinds can be listed in single namespaces only, their names are needed first. */
function namespacesFirst(planned: readonly PlannedList[]): PlannedList[] {
  const isFirst = ({ resource }: PlannedList): boolean => resourceName(resource) === 'namespaces';
  return [...planned.filter(isFirst), ...planned.filter((list) => !isFirst(list))];
}

/** Notes the name of each object that passes. */
function withNames(shape: ListShape, names: string[] | undefined): ListShape {
  if (names === undefined) return shape;
  return {
    ...shape,
    objectOf: (item, resource) => {
      names.push(textOf(fieldsOf(fieldsOf(item)['metadata'])['name']));
      return shape.objectOf(item, resource);
    },
  };
}

function otherNamespaces(namespace: string): Parameters<Sink['cover']>[0] {
  return {
    what: 'other namespaces',
    state: 'partial',
    reason: `-n ${namespace} limits the lists: ways to its data that begin in other namespaces, or lead through them, are not seen`,
    list: { kind: '*', except: namespace },
  };
}
