// A certificate for some host names that is its own authority, as PEM: X.509 of RFC 5280 with what TLS needs of it, for tests.
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

export interface SelfSigned {
  readonly certificate: string;
  readonly key: string;
}

const Tag = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
};
/** Object identifiers as DER has them: sha256WithRSAEncryption, commonName, subjectAltName. */
const Oid = {
  signature: Buffer.from('2a864886f70d01010b', 'hex'),
  commonName: Buffer.from('550403', 'hex'),
  names: Buffer.from('551d11', 'hex'),
};

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), body]);
}

export function selfSigned(hosts: readonly string[]): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = der(Tag.sequence, der(Tag.oid, Oid.signature), der(Tag.null));
  const commonName = der(Tag.sequence, der(Tag.oid, Oid.commonName), der(Tag.utf8, Buffer.from('test')));
  const name = der(Tag.sequence, der(Tag.set, commonName));
  const times = ['200101000000Z', '491231235959Z'].map((time) => der(Tag.time, Buffer.from(time)));
  const names = der(Tag.sequence, ...hosts.map((host) => der(0x82, Buffer.from(host))));
  const extension = der(Tag.sequence, der(Tag.oid, Oid.names), der(Tag.octets, names));
  const content = der(
    Tag.sequence,
    der(0xa0, der(Tag.integer, Buffer.of(2))),
    der(Tag.integer, Buffer.of(1)),
    algorithm,
    name,
    der(Tag.sequence, ...times),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(Tag.sequence, extension)),
  );
  const signature = der(Tag.bits, Buffer.of(0), sign('sha256', content, privateKey));
  return {
    certificate: new X509Certificate(der(Tag.sequence, content, algorithm, signature)).toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
