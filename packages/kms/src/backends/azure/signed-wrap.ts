// Binds key_id to a wrap by RSA, which has no additional data and shows no origin: the wrapping key signs the wrap and key_id.
import { constants, createHash, type KeyObject, verify } from 'node:crypto';

/** No other signature of this key is over bytes that begin so. */
const PURPOSE = 'watertight kms wrap 1\0';

function hash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Of fixed length but for the wrap at its end, so that no two pairs give the same bytes. */
function statement(wrapped: Uint8Array, additional: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(PURPOSE), hash(additional), wrapped]);
}

/** What the store signs: SHA-256, of which it sees no more. */
export function digestToSign(wrapped: Uint8Array, additional: Uint8Array): Uint8Array {
  return hash(statement(wrapped, additional));
}

/** The wrap out of `wrap ‖ signature`; undefined where this key did not sign it for this key_id. */
export function signedWrap(signed: Uint8Array, additional: Uint8Array, publicKey: KeyObject): Uint8Array | undefined {
  const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  const modulusBytes = Math.ceil(modulusLength / 8);
  if (signed.length !== 2 * modulusBytes) return undefined;
  const wrapped = signed.subarray(0, modulusBytes);
  const pss = {
    key: publicKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const isSigned = verify('sha256', statement(wrapped, additional), pss, signed.subarray(modulusBytes));
  return isSigned ? wrapped : undefined;
}
