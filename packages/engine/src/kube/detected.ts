// Findings of `detect` as input: a credential in the log of a cluster's container is a fact, everything else is told to be unplaced.
import { LOG_RESOURCE } from '../facts/credential.ts';
import type { CredentialClass, CredentialFact } from '../facts/credential.ts';
import type { DocumentId } from '../facts/origin.ts';
import type { Remark } from './coverage-log.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
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

/** Never throws. A finding that somebody has accepted is still in its log. */
export function readDetected(object: unknown, document: DocumentId, strings: StringPool): Detected {
  const { findings } = objectOf(object);
  const credentials = new Map<string, CredentialFact>();
  let unplaced = 0;
  listOf(findings).forEach((finding, index) => {
    const fact = factOf(finding, `/findings/${index}`, document, strings);
    if (fact === undefined) unplaced++;
    else {
      const { holder, key, detector, length } = fact;
      const same = `${holder.namespace}/${holder.name}#${key}\0${length}\0${detector}`;
      if (!credentials.has(same)) credentials.set(same, fact);
    }
  });
  return { credentials: [...credentials.values()], remarks: remarksOn(findings, unplaced, document) };
}

function factOf(
  finding: unknown,
  pointer: string,
  document: DocumentId,
  strings: StringPool,
): CredentialFact | undefined {
  const { file, detector, class: kind, severity, length } = objectOf(finding);
  const [, namespace = '', name = '', container = ''] = LOG_FILE.exec(textOf(file)) ?? [];
  const id = textOf(detector);
  const characters = integerOf(length);
  const isNamed = [namespace, name, container].every((part) => NAME.test(part));
  const isCredential = CLASSES.has(textOf(kind)) && OPENS.has(textOf(severity));
  if (!isNamed || !isCredential || id === '' || id.length > DETECTOR_LENGTH_MAX) return undefined;
  if (characters === undefined || characters < 0) return undefined;
  return {
    kind: 'credential',
    holder: {
      objectKind: 'Pod',
      group: '',
      namespace: strings.keep(namespace),
      name: strings.keep(name),
      document,
    },
    resource: LOG_RESOURCE,
    key: strings.keep(`log/${container}`),
    detector: strings.keep(id),
    class: kind as CredentialClass,
    length: characters,
    pointer,
  };
}

function remarksOn(findings: unknown, unplaced: number, document: DocumentId): Remark[] {
  const what = 'findings of detect';
  if (!Array.isArray(findings))
    return [{ what, state: 'not-read', reason: 'findings is no list', document, pointer: '' }];
  if (unplaced === 0) return [];
  const reason = `${unplaced} of ${findings.length} not placed: only credentials in logs of a cluster's containers are assets`;
  return [{ what, state: 'partial', reason, document, pointer: '/findings' }];
}
