// Collects what was found: from here on there is a place, a length and a fingerprint, and no value.
import { createHash, createHmac } from 'node:crypto';
import type { DetectFinding, ImageOfFinding, Severity } from '@watertight/engine';
import type { SecretClass } from '@watertight/detect';
import type { Sealed } from '@watertight/sealed';
import type { Spot } from './located.ts';

/** What a finding says of its detector. */
export interface Recognised {
  readonly id: string;
  readonly title: string;
  readonly class: SecretClass;
}

/** Where text stands: the file as shown, and its structural place, '' for plain text. */
export interface TextPlace {
  readonly file: string;
  readonly place: string;
}

/**
 * How grave a value in a text is, by what it opens: a private key is an identity for as long as its certificate runs; a password
 * or token is one until it is revoked; personal data cannot be revoked, and alone opens nothing.
 */
const SEVERITIES: Readonly<Record<SecretClass, Severity>> = {
  'private-key': 'critical',
  password: 'high',
  token: 'high',
  'connection-string': 'high',
  card: 'high',
  'card-code': 'medium',
  'personal-number': 'medium',
  'card-expiry': 'low',
  email: 'info',
};

/** Findings kept of one file; the rest is counted. */
export const MAX_FINDINGS_PER_FILE = 10_000;

/** What is known of images by the files that were read, as shown. */
export interface ImageMarks {
  readonly isDeleted: (file: string) => boolean;
  readonly imagesOf: (file: string, place: string) => readonly ImageOfFinding[];
}

const FINGERPRINT_DIGITS = 32;

/** One value that was found. */
export interface Found {
  readonly recognised: Recognised;
  readonly at: TextPlace;
  readonly spot: Spot;
  /** In characters, or in bytes of what is no text. */
  readonly length: number;
  readonly value?: Sealed;
  /** Where it is not the class that decides. */
  readonly severity?: Severity;
}

/** All findings of a run. Ordinals count values of one detector at one place, in the order of the text. */
export class Findings {
  readonly #key: Uint8Array | undefined;
  readonly #found: DetectFinding[] = [];
  readonly #ordinals = new Map<string, number>();
  readonly #inFile = new Map<string, number>();
  readonly #failed = new Map<string, number>();

  /** `key`: what values are fingerprinted with, by HMAC; without it a value enters nothing. */
  constructor(key?: Uint8Array) {
    this.#key = key;
  }

  add({ recognised, at, spot, length, value, severity }: Found): void {
    const count = (this.#inFile.get(at.file) ?? 0) + 1;
    this.#inFile.set(at.file, count);
    if (count > MAX_FINDINGS_PER_FILE) return;
    const { id, title, class: kind } = recognised;
    const base = JSON.stringify([id, at.file, at.place]);
    const ordinal = this.#ordinals.get(base) ?? 0;
    this.#ordinals.set(base, ordinal + 1);
    const key = this.#key;
    this.#found.push({
      detector: id,
      class: kind,
      severity: severity ?? SEVERITIES[kind],
      result: 'fail',
      file: at.file,
      ...spot,
      fingerprint: digits(createHash('sha256').update(`${base}\n${ordinal}`).digest('hex')),
      length,
      title,
      ...(at.place !== '' && { place: at.place }),
      ...(key !== undefined && value !== undefined && { valueFingerprint: valueFingerprint(value, key) }),
    });
  }

  /** Marks what stands in layers of images: in which, and whether later layers take it away. */
  markImages({ isDeleted, imagesOf }: ImageMarks): void {
    const deleted = new Set([...this.#inFile.keys()].filter(isDeleted));
    this.#found.forEach((found, index) => {
      const images = imagesOf(found.file, found.place ?? '');
      if (images.length === 0 && !deleted.has(found.file)) return;
      this.#found[index] = {
        ...found,
        ...(deleted.has(found.file) && { deleted: true }),
        ...(images.length > 0 && { images }),
      };
    });
  }

  /** A detector failed on a line of the file. */
  failed(file: string): void {
    this.#failed.set(file, (this.#failed.get(file) ?? 0) + 1);
  }

  /** Files with lines on which a detector failed, and how many. */
  failures(): readonly (readonly [file: string, lines: number])[] {
    return [...this.#failed];
  }

  /** Files with more findings than are kept, and how many they have. */
  overfull(): readonly (readonly [file: string, count: number])[] {
    return [...this.#inFile].filter(([, count]) => count > MAX_FINDINGS_PER_FILE);
  }

  /** By file in the order of reading, then by place. */
  all(): readonly DetectFinding[] {
    const order = new Map([...this.#inFile.keys()].map((file, index) => [file, index]));
    const rank = ({ file }: DetectFinding): number => order.get(file) ?? 0;
    return this.#found.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
  }
}

function valueFingerprint(value: Sealed, key: Uint8Array): string {
  return digits(value.use((text) => createHmac('sha256', key).update(text).digest('hex')));
}

function digits(hex: string): string {
  return hex.slice(0, FINGERPRINT_DIGITS);
}
