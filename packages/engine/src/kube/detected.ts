// Findings of `detect` as input: a credential in a container's log or in an image is a fact, everything else is told to be unplaced.
import { LOG_RESOURCE } from '../facts/credential.ts';
import type { CredentialClass, CredentialFact } from '../facts/credential.ts';
import type { DocumentId } from '../facts/origin.ts';
import type { Remark } from './coverage-log.ts';
import { imagesOf } from './detected-image.ts';
import type { DetectedHolder } from './detected-image.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { StringPool } from './string-pool.ts';

/** The version of the contract whose findings are understood. */
const SCHEMA = 'watertight/v1';
/** How `detect --logs` calls a log; the name of a context may hold slashes. */
const LOG_FILE = /^cluster:.+\/pod:([^/]+)\/([^/]+)\/log\/([^/]+)$/s;
/** What the API server lets a namespace, a pod and a container be called. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const DETECTOR_LENGTH_MAX = 128;
const CLASSES: ReadonlySet<string> = new Set<CredentialClass>([
  'password',
  'token',
  'private-key',
  'connection-string',
]);
/** What opens nothing alone, such as a user's name, is found with less. */
const OPENS: ReadonlySet<string> = new Set(['critical', 'high']);

/** What a document of findings gives. */
export interface Detected {
  readonly credentials: readonly CredentialFact[];
  readonly remarks: readonly Remark[];
}

/** Whether an object is the JSON that `detect -o json` writes. */
export function isDetectDocument(object: unknown): boolean {
  return isObject(object) && object.schema === SCHEMA && object.kind === 'detect';
}

/** Never throws. A finding that somebody has accepted is still in its log or image. */
export function readDetected(object: unknown, document: DocumentId, strings: StringPool): Detected {
  const { findings } = objectOf(object);
  const credentials = new Map<string, CredentialFact>();
  let unplaced = 0;
  listOf(findings).forEach((finding, index) => {
    const facts = factsOf(objectOf(finding), { document, strings, pointer: `/findings/${index}` });
    if (facts.length === 0) unplaced++;
    for (const fact of facts) {
      const { holder, key, detector, length, image } = fact;
      const same = JSON.stringify([holder.namespace, holder.name, key, length, detector, image]);
      if (!credentials.has(same)) credentials.set(same, fact);
    }
  });
  return { credentials: [...credentials.values()], remarks: remarksOn(findings, unplaced, document) };
}

interface Place {
  readonly document: DocumentId;
  readonly strings: StringPool;
  readonly pointer: string;
}

/** One for each holder; none for what is no credential, or where its holder is not told. */
function factsOf(finding: JsonObject, { document, strings, pointer }: Place): CredentialFact[] {
  const { detector, class: kind, severity, length } = finding;
  const id = textOf(detector);
  const characters = integerOf(length);
  const isCredential = CLASSES.has(textOf(kind)) && OPENS.has(textOf(severity));
  if (!isCredential || id === '' || id.length > DETECTOR_LENGTH_MAX) return [];
  if (characters === undefined || characters < 0) return [];
  const found = { detector: strings.keep(id), class: kind as CredentialClass, length: characters, pointer };
  return holdersOf(finding).map(({ holder, key, ...more }) => ({
    kind: 'credential',
    holder: {
      group: '',
      ...holder,
      namespace: strings.keep(holder.namespace),
      name: strings.keep(holder.name),
      document,
    },
    key: strings.keep(key),
    ...more,
    ...found,
  }));
}

function holdersOf(finding: JsonObject): DetectedHolder[] {
  const images = imagesOf(finding);
  if (images.length > 0) return images;
  const [, namespace = '', name = '', container = ''] = LOG_FILE.exec(textOf(finding.file)) ?? [];
  if (![namespace, name, container].every((part) => NAME.test(part))) return [];
  return [{ holder: { objectKind: 'Pod', namespace, name }, resource: LOG_RESOURCE, key: `log/${container}` }];
}

function remarksOn(findings: unknown, unplaced: number, document: DocumentId): Remark[] {
  const what = 'findings of detect';
  if (!Array.isArray(findings))
    return [{ what, state: 'not-read', reason: 'findings is no list', document, pointer: '' }];
  if (unplaced === 0) return [];
  const reason = `${unplaced} of ${findings.length} not placed: only credentials in logs of a cluster's containers and in images with a name or digest are assets`;
  return [{ what, state: 'partial', reason, document, pointer: '/findings' }];
}
