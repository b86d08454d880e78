// Secrets and ConfigMaps: key names, lengths and types; every value is sealed, judged once and dropped.
import { Sealed } from '@watertight/sealed';
import type { ConfigMapFact, KeyFact, SecretFact } from '../facts/secret.ts';
import { decodedLength } from './base64-length.ts';
import { certificateOf } from './certificate.ts';
import { isCredential } from './credential-name.ts';
import { isObject, objectOf, textOf } from './json.ts';
import { shipperSettings } from './log-outputs.ts';
import { readKubeletConfigMap } from './kubelet-config.ts';
import { readMeshSettings } from './mesh-settings.ts';
import { configMapHosts } from './named-hosts.ts';
import { judgeConfigMap } from './object-credentials.ts';
import { isEncryptedValue, isUnusableInFile } from './placeholder.ts';
import { isAppliedCopy, labelsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { configMapSignals } from './transit-signals.ts';

/** UTF-16 units. A Secret's annotation that is longer, or JSON, may be a copy of the Secret; it is not kept. */
const LONGEST_ANNOTATION = 512;
/** Shorter values stand in other words by chance. */
const SHORTEST_TELLING_VALUE = 8;
/** Annotations that name an object: they stay, although a token Secret holds its namespace as a value too. */
const NAMING_ANNOTATIONS = /^(?:kubernetes\.io\/|meta\.helm\.sh\/|cert-manager\.io\/)/;

interface Entry {
  readonly name: string;
  readonly value: Sealed;
  /** True when the value stands in base64. */
  readonly encoded: boolean;
}

function entriesOf(reading: Reading, field: 'data' | 'stringData' | 'binaryData', encoded: boolean): readonly Entry[] {
  const values = reading.object[field];
  if (values === undefined || values === null) return [];
  if (!isObject(values)) {
    reading.partial(`${field} is not a map`, `/${field}`);
    return [];
  }
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') entries.push({ name, value: new Sealed(value), encoded });
    else if (value === null) entries.push({ name, value: new Sealed(''), encoded });
    else reading.partial(`a value in ${field} is not a string: the API server refuses this object`, `/${field}`);
  }
  return entries;
}

/** Decoded length in bytes; undefined for base64 that the API server refuses. */
function lengthOf(entry: Entry): number | undefined {
  return entry.value.use((value) => (entry.encoded ? decodedLength(value) : Buffer.byteLength(value, 'utf8')));
}

function unusableInFile(entry: Entry): boolean {
  return entry.value.use(isUnusableInFile);
}

function keysOf(reading: Reading, entries: readonly Entry[]): readonly KeyFact[] {
  const keys: KeyFact[] = [];
  for (const entry of entries) {
    const name = reading.strings.keep(entry.name);
    const unusable = unusableInFile(entry);
    const length = unusable ? 0 : lengthOf(entry);
    if (length === undefined)
      reading.partial('a value is not valid base64: the API server refuses this object', '/data');
    keys.push({ name, length: length ?? 0 });
  }
  return keys;
}

/** True when an annotation may repeat a value of the Secret. */
function mayRepeatValue(text: string, entries: readonly Entry[]): boolean {
  if (text.length > LONGEST_ANNOTATION || text.startsWith('{') || text.startsWith('[')) return true;
  return entries.some((entry) =>
    entry.value.use((value) => {
      if (value.length >= SHORTEST_TELLING_VALUE && text.includes(value)) return true;
      if (!entry.encoded || value.length > LONGEST_ANNOTATION * 2) return false;
      const decoded = Buffer.from(value, 'base64').toString('utf8');
      return decoded.length >= SHORTEST_TELLING_VALUE && text.includes(decoded);
    }),
  );
}

function annotationsWithoutValues(reading: Reading, entries: readonly Entry[]): SecretFact['annotations'] {
  return reading.strings.map(reading.identity.metadata.annotations, (key, text) => {
    if (isAppliedCopy(key) || isCredential(key, text)) return true;
    return NAMING_ANNOTATIONS.test(key) ? text.length > LONGEST_ANNOTATION : mayRepeatValue(text, entries);
  });
}

function isEncryptedInFile(entries: readonly Entry[]): boolean {
  const filled = entries.filter((entry) => entry.value.use((value) => value !== ''));
  return filled.length > 0 && filled.every(unusableInFile);
}

/** SOPS writes `sops` beside the fields that it encrypts. https://getsops.io/docs/#encrypting-only-parts-of-a-file */
function sopsOf(reading: Reading): Pick<SecretFact, 'sops'> {
  const { sops } = reading.object;
  if (!isObject(sops)) return {};
  const plain = (['data', 'stringData'] as const).flatMap((field) =>
    Object.entries(objectOf(reading.object[field])).flatMap(([key, value]) =>
      typeof value === 'string' && value !== '' && !isEncryptedValue(value)
        ? [reading.strings.keep(`${field}/${key}`)]
        : [],
    ),
  );
  return { sops: { plain, hasMac: textOf(sops.mac) !== '' } };
}

/** Entries of two fields, of which the second overrides the first key by key. */
function mergedEntries(first: readonly Entry[], second: readonly Entry[]): readonly Entry[] {
  if (second.length === 0) return first;
  const merged = new Map<string, Entry>();
  for (const entry of [...first, ...second]) merged.set(entry.name, entry);
  return [...merged.values()];
}

/** What the API gives of a Secret without its content: of the annotations, only those that name objects are surely no value. */
function readSecretMetadata(reading: Reading): void {
  const { annotations } = reading.identity.metadata;
  reading.facts.secrets.push({
    ...reading.base,
    kind: 'secret',
    type: reading.strings.text(reading.object.type),
    keys: [],
    keysUnknown: true,
    labels: labelsOf(reading),
    annotations: reading.strings.map(
      annotations,
      (key, text) => !NAMING_ANNOTATIONS.test(key) || text.length > LONGEST_ANNOTATION,
    ),
    lastApplied: Object.keys(objectOf(annotations)).some(isAppliedCopy),
    immutable: false,
    encryptedInFile: false,
  });
}

function certificateIn(entries: readonly Entry[]): Pick<SecretFact, 'certificate' | 'noCertificate'> {
  const entry = entries.find(({ name }) => name === 'tls.crt');
  if (entry === undefined || unusableInFile(entry)) return {};
  const certificate = certificateOf(entry.value, entry.encoded);
  return certificate === undefined ? { noCertificate: true } : { certificate };
}

export function readSecret(reading: Reading): boolean {
  if (reading.isMetadata === true) {
    readSecretMetadata(reading);
    return true;
  }
  // The API server merges them so on write.
  const entries = mergedEntries(entriesOf(reading, 'data', true), entriesOf(reading, 'stringData', false));
  const written = objectOf(reading.identity.metadata.annotations);
  const { objectKind, group, namespace, name, document } = reading.base;
  reading.facts.secrets.push({
    objectKind,
    group,
    namespace,
    name,
    document,
    kind: 'secret',
    type: reading.strings.text(reading.object.type) || 'Opaque',
    keys: keysOf(reading, entries),
    labels: labelsOf(reading),
    annotations: annotationsWithoutValues(reading, entries),
    lastApplied: Object.keys(written).some(isAppliedCopy),
    immutable: reading.object.immutable === true,
    encryptedInFile: isEncryptedInFile(entries),
    ...certificateIn(entries),
    ...(textOf(reading.identity.metadata.uid) !== '' && { fromServer: true as const }),
    ...sopsOf(reading),
  });
  return true;
}

export function readConfigMap(reading: Reading): boolean {
  const entries = mergedEntries(entriesOf(reading, 'data', false), entriesOf(reading, 'binaryData', true));
  const signals = configMapSignals(reading.object, reading.strings);
  const shipper = shipperSettings(reading.object.data, reading.strings);
  const fact: ConfigMapFact = {
    ...reading.base,
    kind: 'configMap',
    keys: keysOf(reading, entries),
    labels: labelsOf(reading),
    ...(signals.length > 0 && { signals }),
    ...(shipper !== undefined && { shipper }),
  };
  reading.facts.configMaps.push(fact);
  reading.literals.hosts.hold(fact, configMapHosts(reading.object, reading.strings));
  readMeshSettings(reading);
  readKubeletConfigMap(reading);
  judgeConfigMap(reading);
  return true;
}
