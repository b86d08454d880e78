// Recognises an object that is stored as it is: Kubernetes' protobuf envelope, JSON or CBOR.
// https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding-idl
import type { StoredObject } from './stored-value.ts';
import { strictText } from './text.ts';
import { readFields } from './wire.ts';

/** `k8s` and a zero byte, then `runtime.Unknown`. */
const PROTOBUF_MAGIC = [0x6b, 0x38, 0x73, 0x00];
/** The tag "self-described CBOR" (RFC 8949, section 3.4.6), then a map. https://github.com/kubernetes/enhancements/issues/4222 */
const CBOR_MAGIC = [0xd9, 0xd9, 0xf7];
const CBOR_MAP_FIRST = 0xa0;
const CBOR_MAP_LAST = 0xbf;
const OPEN_BRACE = 0x7b;

/** Undefined where the bytes are no whole object. */
export function storedObject(bytes: Uint8Array): StoredObject | undefined {
  if (startsWith(bytes, PROTOBUF_MAGIC)) return fromProtobuf(bytes.subarray(PROTOBUF_MAGIC.length));
  if (bytes[0] === OPEN_BRACE) return fromJson(bytes);
  const first = startsWith(bytes, CBOR_MAGIC) ? (bytes[CBOR_MAGIC.length] ?? 0) : 0;
  return first >= CBOR_MAP_FIRST && first <= CBOR_MAP_LAST ? { encoding: 'cbor' } : undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** `runtime.Unknown`: 1 typeMeta {1 apiVersion, 2 kind}, 2 raw, 3 contentEncoding, 4 contentType. */
function fromProtobuf(bytes: Uint8Array): StoredObject | undefined {
  const [typeMeta, raw] = bytesOfFields(bytes, 1, 2) ?? [];
  const [apiVersion, kind] = (typeMeta && textsOfFields(typeMeta, 1, 2)) ?? [];
  if (apiVersion === undefined || kind === undefined || kind === '' || raw === undefined) return undefined;
  const named = metadataOf(raw);
  return named === undefined ? undefined : { encoding: 'protobuf', apiVersion, kind, ...named };
}

/** Each kind's first field is its ObjectMeta, whose first is the name and third the namespace. */
function metadataOf(raw: Uint8Array): Pick<StoredObject, 'name' | 'namespace'> | undefined {
  const [metadata] = bytesOfFields(raw, 1) ?? [undefined];
  if (metadata === undefined) return readFields(raw, () => undefined) ? {} : undefined;
  const [name, namespace] = textsOfFields(metadata, 1, 3) ?? [];
  return { ...(name && { name }), ...(namespace && { namespace }) };
}

/** The last of each field, as a decoder takes it; undefined where the bytes are no message. */
function bytesOfFields(bytes: Uint8Array, ...fields: readonly number[]): (Uint8Array | undefined)[] | undefined {
  const found = fields.map((): Uint8Array | undefined => undefined);
  const isMessage = readFields(bytes, (field, value) => {
    const at = fields.indexOf(field);
    if (at >= 0 && typeof value !== 'number') found[at] = value;
  });
  return isMessage ? found : undefined;
}

function textsOfFields(bytes: Uint8Array, ...fields: readonly number[]): (string | undefined)[] | undefined {
  return bytesOfFields(bytes, ...fields)?.map((value) => (value === undefined ? undefined : strictText(value)));
}

function fromJson(bytes: Uint8Array): StoredObject | undefined {
  const { apiVersion, kind, metadata } = recordOf(parsed(bytes));
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || kind === '') return undefined;
  const { name, namespace } = recordOf(metadata);
  return {
    encoding: 'json',
    apiVersion,
    kind,
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(typeof namespace === 'string' && namespace !== '' && { namespace }),
  };
}

/** The parser's message is dropped: it quotes the text. */
function parsed(bytes: Uint8Array): unknown {
  const text = strictText(bytes);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
