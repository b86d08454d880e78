// Kubernetes objects in, facts out: the one door from untrusted JSON to what analysis starts from.
import type { CoverageEntry, Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { DocumentId, OriginTable } from '../facts/origin.ts';
import type { BuilderState } from './builder-state.ts';
import { completeFacts, unknownKinds, withoutDocuments } from './completion.ts';
import { CoverageLog } from './coverage-log.ts';
import { readCustomKind } from './custom-families.ts';
import { isDetectDocument, readDetected } from './detected.ts';
import { familyOf } from './families.ts';
import { auditPolicyFact } from './audit-policy.ts';
import { encryptionFact } from './encryption.ts';
import { kubeletConfigFact } from './kubelet-config.ts';
import { emptyStore } from './fact-store.ts';
import { ServiceNames } from './held-hosts.ts';
import type { FactStore } from './fact-store.ts';
import { identify, TypeMemory } from './identity.ts';
import type { Identity } from './identity.ts';
import { isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { Literals } from './literals.ts';
import type { JudgeLiterals } from './literals.ts';
import { judgeAnnotations } from './object-credentials.ts';
import { minorVersion, newerVersion } from './kubernetes-version.ts';
import { ObjectIndex } from './object-index.ts';
import { PodSpecPool } from './pod-spec-pool.ts';
import { copyOf, StringPool } from './string-pool.ts';
import type { Reading } from './reading.ts';

export interface KubeSettings {
  /** Namespace of objects that name none. */
  readonly defaultNamespace: string;
  /** `major.minor` or a full version; absent: the newest that the input names. */
  readonly kubernetesVersion?: string;
  /** Called once when a literal needs the detectors: `judgeLiterals` is to follow. Absent: only names speak for literals. */
  readonly onLiterals?: () => void;
}

type FactOf = FactStore[keyof FactStore][number];

/** Collects facts object by object. Nothing of an object outlives `finish` but its facts; of a Secret, nothing outlives `add`. */
export class FactsBuilder {
  readonly #origins: OriginTable;
  readonly #settings: KubeSettings;
  readonly #log: CoverageLog;
  readonly #types = new TypeMemory();
  readonly #strings = new StringPool();
  readonly #literals: Literals;
  readonly #podSpecs: PodSpecPool;
  readonly #facts = emptyStore();
  readonly #index = new ObjectIndex();
  /** Objects of kinds that are neither built in nor in a data pack; a definition later in the input may explain them. */
  readonly #unknown: ObjectFact[] = [];
  readonly #discarded = new Set<DocumentId>();
  #foundVersion = '';

  constructor(origins: OriginTable, settings: KubeSettings) {
    this.#origins = origins;
    this.#settings = settings;
    this.#log = new CoverageLog(origins);
    this.#literals = new Literals(settings.onLiterals);
    this.#podSpecs = new PodSpecPool(this.#strings, this.#literals);
  }

  addCoverage(entry: CoverageEntry): void {
    this.#log.add(entry);
  }

  /**
   * Reads one object; a `List` is unpacked by the caller. Never throws: what cannot be used becomes a coverage entry. `earlier` is
   * the object as it would be if the first of repeated keys counted, where its text repeats some.
   */
  add(object: unknown, document: DocumentId, earlier?: unknown): void {
    if (this.#readVersionAnswer(object)) return;
    if (isDetectDocument(object)) this.#addDetected(object, document);
    else this.#add(object, document, earlier === undefined ? undefined : { earlier });
  }

  /** Reads one object of which the source was asked for no more than metadata, and of a Secret its type. */
  addMetadata(object: unknown, document: DocumentId): void {
    this.#add(object, document, { isMetadata: true });
  }

  /** Takes back what documents gave: their source breaks off, or gives the objects again. */
  discard(documents: Iterable<DocumentId>): void {
    for (const document of documents) this.#discarded.add(document);
  }

  #add(object: unknown, document: DocumentId, how?: Pick<Reading, 'earlier' | 'isMetadata'>): void {
    if (this.#addSettings(object, document)) return;
    const identity = identify(object, this.#settings.defaultNamespace, this.#types);
    if ('refused' in identity) {
      this.#log.remark({
        what: identity.what,
        state: 'not-read',
        reason: identity.refused,
        document,
        pointer: identity.pointer,
      });
      return;
    }
    const plain = this.#readingOf(object as JsonObject, identity, document);
    const reading = how === undefined ? plain : { ...plain, ...how };
    if (identity.generated)
      reading.partial('only generateName: the API server gives the name', '/metadata/generateName');
    if (this.#readKind(reading)) this.#enter(reading.base);
    if (how?.isMetadata !== true) judgeAnnotations(reading);
  }

  /** Files of settings, which are no objects of the API. */
  #addSettings(object: unknown, document: DocumentId): boolean {
    const encryption = encryptionFact(object, this.#origins, document);
    if (encryption !== undefined) this.#facts.encryptions.push(encryption);
    const auditPolicy = auditPolicyFact(object, this.#origins, document);
    if (auditPolicy !== undefined) this.#facts.auditPolicies.push(auditPolicy);
    const kubelet = kubeletConfigFact(object, this.#origins, document);
    if (kubelet !== undefined) this.#facts.kubeletConfigs.push(kubelet);
    return (encryption ?? auditPolicy ?? kubelet) !== undefined;
  }

  /** What waits for the detectors is judged now, the rest as it comes. Before `finish` and `state` where `onLiterals` was called. */
  judgeLiterals(judge: JudgeLiterals): void {
    this.#literals.use(judge);
  }

  finish(): Facts {
    const { podSpecs, unknown, kubernetesVersion, ...state } = this.state();
    const facts = completeFacts(state.facts);
    const log = this.#log.copy();
    for (const remark of unknownKinds(unknown, facts.customDefinitions)) log.remark(remark);
    return {
      ...facts,
      origins: this.#origins,
      coverage: log.finish(this.#discarded),
      kubernetesVersion,
      podSpecs,
    };
  }

  /** What was read so far, without what later objects replaced or what was taken back. */
  state(): BuilderState {
    const given = this.#settings.kubernetesVersion;
    const gone = this.#index.superseded.union(this.#discarded);
    this.#podSpecs.forget();
    const facts = withoutDocuments(this.#facts, gone);
    const { hosts } = this.#literals;
    const names = new ServiceNames(facts.services);
    return {
      facts: { ...facts, configMaps: facts.configMaps.map((one) => hosts.resolved(one, names)) },
      podSpecs: this.#podSpecs.specs.map((one) => hosts.resolved(one, names)),
      unknown: this.#unknown.filter(({ document }) => !gone.has(document)),
      coverage: this.#log.finish(this.#discarded),
      kubernetesVersion: given === undefined ? this.#foundVersion : minorVersion(given),
    };
  }

  /** Number of pod specs so far: what `absorb` adds is counted from there. */
  get podSpecCount(): number {
    return this.#podSpecs.specs.length;
  }

  /** Adds what another builder had read; documents and pod specs are already numbered as here. */
  absorb(state: BuilderState): void {
    for (const spec of state.podSpecs) this.#podSpecs.specs.push(spec);
    for (const [name, facts] of Object.entries(state.facts) as [keyof FactStore, readonly FactOf[]][]) {
      for (const fact of facts) {
        (this.#facts[name] as FactOf[]).push(fact);
        if ('document' in fact) this.#enter(fact);
      }
    }
    for (const object of state.unknown) this.#unknown.push(object);
    for (const entry of state.coverage) this.#log.add(entry);
    this.#foundVersion = newerVersion(this.#foundVersion, state.kubernetesVersion);
  }

  #addDetected(object: unknown, document: DocumentId): void {
    const { credentials, remarks } = readDetected(object, document, this.#strings);
    for (const credential of credentials) this.#facts.credentials.push(credential);
    for (const remark of remarks) this.#log.remark(remark);
  }

  #readingOf(object: JsonObject, identity: Identity, document: DocumentId): Reading {
    const strings = this.#strings;
    const { builtIn } = identity;
    const base: ObjectFact = {
      objectKind: builtIn?.kind ?? strings.keep(identity.kind),
      group: builtIn?.group ?? strings.keep(identity.group),
      namespace: strings.keep(identity.namespace),
      name: copyOf(identity.name),
      document,
    };
    return {
      object,
      identity,
      base,
      facts: this.#facts,
      strings,
      podSpecs: this.#podSpecs,
      literals: this.#literals,
      defaultNamespace: this.#settings.defaultNamespace,
      partial: (reason, pointer) =>
        this.#log.remark({ what: objectId(base), state: 'partial', reason, document, pointer }),
    };
  }

  #readKind(reading: Reading): boolean {
    const { identity } = reading;
    if (identity.builtIn === undefined) {
      if (!readCustomKind(reading)) this.#unknown.push(reading.base);
      return true;
    }
    if (identity.group === '' && identity.kind === 'Node') this.#readNodeVersion(reading.object);
    return familyOf(identity.builtIn)?.(reading) ?? true;
  }

  /** `kubectl version -o json` is no object, but names the server's version. */
  #readVersionAnswer(object: unknown): boolean {
    if (!isObject(object) || object.kind !== undefined || !isObject(object.serverVersion)) return false;
    this.#foundVersion = newerVersion(this.#foundVersion, minorVersion(textOf(object.serverVersion.gitVersion)));
    return true;
  }

  /** A kubelet is never newer than its API server, so the newest kubelet is the best lower bound. */
  #readNodeVersion(node: JsonObject): void {
    const version = textOf(objectOf(objectOf(node.status).nodeInfo).kubeletVersion);
    this.#foundVersion = newerVersion(this.#foundVersion, minorVersion(version));
  }

  #enter(object: ObjectFact): void {
    const earlier = this.#index.enter(object);
    if (earlier === undefined || this.#discarded.has(earlier)) return;
    const reason = 'the object stands again later in the input, and the later one holds';
    this.#log.remark({ what: objectId(object), state: 'partial', reason, document: earlier, pointer: '' });
  }
}
