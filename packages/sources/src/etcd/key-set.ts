// Which keys were seen, in 16 bytes each however long they are: a store of gigabytes has millions.
import { hash } from 'node:crypto';

const SLOTS_MIN = 1024;
/** Of all slots; beyond it looking takes ever longer. */
const FULL = 0.75;

/**
 * A set of byte strings by the first 128 bits of their SHA-256. Two keys that share those are not to be found, so nobody who may write keys can
 * hide one behind another.
 */
export class KeySet {
  #slots = new BigUint64Array(2 * SLOTS_MIN);
  #size = 0;

  /** False where it was there already. */
  add(key: Uint8Array): boolean {
    const digest = hash('sha256', key, 'buffer');
    // Two zeros stand for an empty slot.
    const high = digest.readBigUInt64LE(0) | 1n;
    const low = digest.readBigUInt64LE(8);
    if (!this.#put(high, low)) return false;
    if (++this.#size > (this.#slots.length / 2) * FULL) this.#grow();
    return true;
  }

  #put(high: bigint, low: bigint): boolean {
    const slots = this.#slots;
    const count = slots.length / 2;
    for (let slot = Number(low % BigInt(count)); ; slot = (slot + 1) % count) {
      const found = slots[2 * slot];
      if (found === high && slots[2 * slot + 1] === low) return false;
      if (found !== 0n) continue;
      slots[2 * slot] = high;
      slots[2 * slot + 1] = low;
      return true;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new BigUint64Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at];
      const low = old[at + 1];
      if (high !== undefined && high !== 0n && low !== undefined) this.#put(high, low);
    }
  }
}
