// Credentials in plain text outside of pod specs: ConfigMaps, annotations, events, revisions, fields of custom kinds.
import { pointerSegment } from '@watertight/syntax';
import type { CredentialFact, CredentialText } from '../facts/credential.ts';
import { pluralOf } from '../facts/plural.ts';
import { classByName, CREDENTIAL_BY_NAME_ID } from './credential-class.ts';
import { isCredential } from './credential-name.ts';
import { isObject, listOf, objectOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { keyAt, withKey } from './literals.ts';
import type { Placed } from './literals.ts';
import { isAppliedCopy } from './reading.ts';
import type { Reading } from './reading.ts';

/** Credentials told of one object; a file of a thousand tokens is one finding, not a thousand. */
const MOST_CREDENTIALS = 100;
const NO_CREDENTIALS: readonly CredentialText[] = Object.freeze([]);

function addFound(reading: Reading, part: JsonObject, found: readonly Placed[]): void {
  const seen = new Set<string>();
  for (const placed of found) {
    const { pointer, detector } = placed;
    const bang = pointer.indexOf('!');
    const place = bang < 0 ? pointer : pointer.slice(0, bang);
    const key = bang < 0 ? keyAt(part, pointer) : keyOfCopy(part, place, pointer.slice(bang + 1));
    const identity = `${place}\0${key}\0${detector}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (seen.size > MOST_CREDENTIALS) break;
    const fact: CredentialFact = {
      kind: 'credential',
      holder: reading.base,
      resource: reading.strings.keep(pluralOf(reading.base.objectKind)),
      ...withKey(placed, key, reading.strings),
      pointer: reading.strings.keep(place),
    };
    reading.facts.credentials.push(fact);
  }
}

/** What stands in a copy of the whole object is called what it is called in the object. */
function keyOfCopy(part: JsonObject, place: string, inner: string): string {
  const key = keyAt(part, place);
  const text = objectOf(objectOf(part.metadata).annotations)[key];
  if (!isAppliedCopy(key) || typeof text !== 'string') return key;
  try {
    return keyAt(JSON.parse(text), inner.split('!', 1)[0] ?? '');
  } catch {
    // The judge reads YAML too; the annotation's own name serves.
    return key;
  }
}

function judge(reading: Reading, part: JsonObject): void {
  reading.literals.judge(part, (found) => addFound(reading, part, found));
}

/**
 * Of a pod with a controller, the annotations that are credentials by their names. Detectors are not asked: what the system writes into
 * each pod looks made, and the template's own are judged where it stands.
 */
export function annotationCredentials(reading: Reading): readonly CredentialText[] {
  const { annotations } = reading.identity.metadata;
  if (!isObject(annotations) || !isMade(reading)) return NO_CREDENTIALS;
  const named = Object.entries(annotations).filter(
    ([key, text]) => typeof text === 'string' && !isAppliedCopy(key) && isCredential(key, text),
  );
  if (named.length === 0) return NO_CREDENTIALS;
  return named.map(([key, text]) => ({
    key: reading.strings.keep(key),
    detector: CREDENTIAL_BY_NAME_ID,
    class: classByName(key),
    length: (text as string).trimEnd().length,
    pointer: reading.strings.keep(`/metadata/annotations/${pointerSegment(key)}`),
  }));
}

/** Pods of a controller have their annotations from its template, and from the system. */
function isMade(reading: Reading): boolean {
  return (
    reading.base.objectKind === 'Pod' &&
    listOf(reading.identity.metadata.ownerReferences).some((owner) => isObject(owner) && owner.controller === true)
  );
}

/** Annotations of any object but a Secret, whose own are as closely kept as its values. */
export function judgeAnnotations(reading: Reading): void {
  const { objectKind, group } = reading.base;
  const { annotations } = reading.identity.metadata;
  if (!isObject(annotations) || (objectKind === 'Secret' && group === '') || isMade(reading)) return;
  judge(reading, { metadata: { annotations } });
}

/** Annotations of a pod template, whose pointer is given: whoever reads the object reads them, and its pods have them. */
export function judgeTemplateAnnotations(reading: Reading, pointer: string, metadata: unknown): void {
  const { annotations } = objectOf(metadata);
  if (!isObject(annotations) || Object.keys(annotations).length === 0) return;
  const fields = pointer.split('/').slice(1);
  judge(
    reading,
    fields.reduceRight<JsonObject>((inner, field) => ({ [field]: inner }), { metadata: { annotations } }),
  );
}

/** What ConfigMaps hold. A Helm release in one is looked into. */
export function judgeConfigMap(reading: Reading): void {
  const { kind, data, binaryData } = reading.object;
  const { name, labels } = reading.identity.metadata;
  judge(reading, { kind, metadata: { name, labels }, data, binaryData });
}

/** Reads a kind of which nothing else counts. */
export function fieldsReader(...fields: readonly string[]): (reading: Reading) => boolean {
  return (reading) => {
    judge(reading, Object.fromEntries(fields.map((field) => [field, reading.object[field]])));
    return true;
  };
}

/** Fields of custom kinds under which literals stand: environment, parameters, values of charts. */
const LITERAL_FIELDS: ReadonlySet<string> = new Set([
  'value',
  'values',
  'valuesObject',
  'parameters',
  'literals',
  'stringData',
  'command',
  'args',
  'script',
  'env',
]);

/** The parts of a custom object under fields of literals; whole Secret manifests are copies, and told as such. */
export function judgeCustom(reading: Reading): void {
  const { kind, spec } = reading.object;
  if (!hasLiterals(spec, 0)) return;
  judge(reading, { kind, spec });
}

const DEEPEST = 32;

function hasLiterals(value: unknown, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.some((item) => hasLiterals(item, depth + 1));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, item]) => LITERAL_FIELDS.has(key) || hasLiterals(item, depth + 1));
}
