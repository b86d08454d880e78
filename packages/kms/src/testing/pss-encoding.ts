// A digest as RSA-PSS encodes it before the key is used: RFC 8017, section 9.1.1; Node signs messages only, and Azure digests.
import { createHash, randomBytes } from 'node:crypto';

const HASH_BYTES = 32;
const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

function mask(seed: Uint8Array, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, at) =>
    sha256(seed, Buffer.of(0, 0, 0, at)),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

/** SHA-256 with a salt of its length, for a modulus of so many bits, a multiple of eight. */
export function pssEncoded(digest: Uint8Array, modulusBits: number): Buffer {
  const salt = randomBytes(HASH_BYTES);
  const hash = sha256(Buffer.alloc(8), digest, salt);
  const padding = Buffer.alloc(modulusBits / 8 - 2 * HASH_BYTES - 2);
  const block = Buffer.concat([padding, Buffer.of(1), salt]);
  const masked = Buffer.from(mask(hash, block.length).map((byte, at) => byte ^ (block[at] ?? 0)));
  // One bit less than the modulus has.
  masked.writeUInt8(masked.readUInt8(0) & 0x7f, 0);
  return Buffer.concat([masked, hash, Buffer.of(0xbc)]);
}
