// Reads what a KMS provider leaves around its ciphertext: the wrapped key of v1, the EncryptedObject of v2.
// k8s.io/apiserver/pkg/storage/value/encrypt/envelope, and its kmsv2/v2/api.proto
import { strictText } from './text.ts';
import { readFields } from './wire.ts';

/** Bytes that the API server takes at most, of each. https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/ */
const KEY_ID_BYTES_MAX = 1024;
const WRAPPED_BYTES_MAX = 1024;
const ANNOTATIONS_BYTES_MAX = 32 * 1024;

const GCM_BYTES_MIN = 12 + 16;
/** HKDF's info stands before the nonce. */
const SEED_BYTES_MIN = 32 + GCM_BYTES_MIN;
const CBC_BLOCK = 16;
const LENGTH_BYTES = 2;

/** At least two labels, and the root's dot or none: `IsFullyQualifiedDomainName` of k8s.io/apimachinery/pkg/util/validation. */
const DOMAIN = /^(?=.{1,253}\.?$)[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)+\.?$/;

export interface KmsV2Object {
  readonly keyId: string;
  readonly dekSource: 'seed' | 'key';
}

/** The key_id and what encrypted, or why the API server would refuse the value. */
export function kmsV2Object(bytes: Uint8Array): KmsV2Object | string {
  const fields = encryptedObject(bytes);
  if (fields === undefined) return 'it is no EncryptedObject of KMS v2';
  const { data, keyId: keyIdBytes, wrapped, type } = fields;
  const keyId = strictText(keyIdBytes);
  if (keyId === undefined || keyId === '') return 'it names no key_id';
  if (keyIdBytes.length > KEY_ID_BYTES_MAX) return `its key_id is longer than ${KEY_ID_BYTES_MAX} bytes`;
  if (wrapped.length === 0) return 'it holds no wrapped key';
  if (wrapped.length > WRAPPED_BYTES_MAX) return `its wrapped key is longer than ${WRAPPED_BYTES_MAX} bytes`;
  if (!fields.isAnnotated) return 'its annotations are not as the API server takes them';
  const dekSource = (['key', 'seed'] as const)[type];
  if (dekSource === undefined) return 'its kind of wrapped key is not known';
  const least = dekSource === 'seed' ? SEED_BYTES_MIN : GCM_BYTES_MIN;
  return data.length < least ? `its ciphertext is shorter than ${least} bytes` : { keyId, dekSource };
}

interface EncryptedObject {
  readonly data: Uint8Array;
  readonly keyId: Uint8Array;
  readonly wrapped: Uint8Array;
  /** Whether all annotations may stand there, and are not too long together. */
  readonly isAnnotated: boolean;
  readonly type: number;
}

/** 1 encryptedData, 2 keyID, 3 encryptedDEKSource, 4 annotations, 5 encryptedDEKSourceType. */
function encryptedObject(bytes: Uint8Array): EncryptedObject | undefined {
  const texts: Uint8Array[] = [new Uint8Array(), new Uint8Array(), new Uint8Array()];
  const annotations: Uint8Array[] = [];
  let type = 0;
  const isMessage = readFields(bytes, (field, value) => {
    if (typeof value === 'number') type = field === 5 ? value : type;
    else if (field >= 1 && field <= texts.length) texts[field - 1] = value;
    else if (field === 4) annotations.push(value);
  });
  const [data, keyId, wrapped] = texts;
  if (!isMessage || data === undefined || keyId === undefined || wrapped === undefined) return undefined;
  return { data, keyId, wrapped, type, isAnnotated: areAnnotations(annotations) };
}

/** Each a map entry {1 key, 2 value}; a key that stands twice counts once, as its last value. */
function areAnnotations(entries: readonly Uint8Array[]): boolean {
  const lengths = new Map<string, number>();
  for (const entry of entries) {
    let key: Uint8Array = new Uint8Array();
    let valueBytes = 0;
    const isMessage = readFields(entry, (field, value) => {
      if (typeof value === 'number') return;
      if (field === 1) key = value;
      if (field === 2) valueBytes = value.length;
    });
    const name = strictText(key);
    if (!isMessage || name === undefined || !DOMAIN.test(name)) return false;
    lengths.set(name, key.length + valueBytes);
  }
  return lengths.values().reduce((sum, length) => sum + length, 0) <= ANNOTATIONS_BYTES_MAX;
}

/**
 * Of KMS v1: a 16-bit length, the wrapped key, the ciphertext. Whether that is bound to its etcd key: GCM (since 1.25) is and CBC is not; null
 * where the length fits both. A text says why it is neither.
 */
export function kmsV1Bound(bytes: Uint8Array): { readonly movable: false | null } | string {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return 'it is shorter than the length of a wrapped key';
  const wrapped = high * 0x100 + low;
  const body = bytes.length - LENGTH_BYTES - wrapped;
  if (wrapped === 0) return 'it holds no wrapped key';
  if (body < GCM_BYTES_MIN) return 'its ciphertext is too short, or its wrapped key’s length is wrong';
  return { movable: body % CBC_BLOCK === 0 ? null : false };
}
