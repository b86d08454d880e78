// A certificate request (RFC 2986) for a key that is forgotten at once: what a dry run of a CertificateSigningRequest carries.
import { generateKeyPairSync, sign } from 'node:crypto';

export interface Subject {
  /** CommonName: the user. */
  readonly name: string;
  /** Organization: the groups. */
  readonly organizations: readonly string[];
}

/** Tags of DER (X.690). */
const Tag = {
  integer: 0x02,
  bits: 0x03,
  objectId: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  attributes: 0xa0,
} as const;

/** 2.5.4.3 */
const COMMON_NAME = Buffer.from([0x55, 0x04, 0x03]);
/** 2.5.4.10 */
const ORGANIZATION = Buffer.from([0x55, 0x04, 0x0a]);
/** 1.2.840.10045.4.3.2: ECDSA with SHA-256 */
const SIGNATURE = Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]);

const LINE = 64;

/** In PEM. */
export function certificateRequest({ name, organizations }: Subject): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = [...organizations.map((group) => attribute(ORGANIZATION, group)), attribute(COMMON_NAME, name)];
  const information = der(
    Tag.sequence,
    der(Tag.integer, Buffer.from([0])),
    der(Tag.sequence, ...names),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(Tag.attributes),
  );
  const request = der(
    Tag.sequence,
    information,
    der(Tag.sequence, der(Tag.objectId, SIGNATURE)),
    der(Tag.bits, Buffer.from([0]), sign('sha256', information, privateKey)),
  );
  const lines = request.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join('\n');
}

function attribute(type: Buffer, value: string): Buffer {
  return der(Tag.set, der(Tag.sequence, der(Tag.objectId, type), der(Tag.utf8, Buffer.from(value))));
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

/** Short below 128, else the number of its bytes and those. */
function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}
