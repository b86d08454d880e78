// Whether the Secret that an Ingress or a listener takes its certificate from has one that fits.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { SecretFact } from '../facts/secret.ts';
import type { Citation } from '../reach/citation.ts';

/**
 * `absent`: the input has no such Secret, which says nothing of the cluster. `type`: another than `kubernetes.io/tls`. `unusable`: no
 * certificate or no key in it. `host`: for other hosts. `time`: expired, or not valid yet: it is shown all the same.
 */
export interface CertificateFault {
  readonly kind: 'absent' | 'type' | 'unusable' | 'host' | 'time';
  /** A sentence. */
  readonly text: string;
  readonly evidence: readonly Citation[];
}

export interface CertificateNeed {
  readonly namespace: string;
  readonly name: string;
  /** Empty: any. */
  readonly host: string;
  /** A day or a time of RFC 3339, in UTC; absent: times are not judged. */
  readonly at?: string;
}

const TYPE = 'kubernetes.io/tls';

/** Undefined where nothing is wrong, or cannot be known: a Secret of which only metadata was read, or whose values the file keeps encrypted. */
export function certificateFault({ secrets }: Facts, need: CertificateNeed): CertificateFault | undefined {
  const secret = secrets.find(({ namespace, name }) => namespace === need.namespace && name === need.name);
  if (secret === undefined) {
    const text = `the Secret ${need.namespace}/${need.name} with its certificate is not in the input`;
    return { kind: 'absent', text, evidence: [] };
  }
  return unusable(secret) ?? ofCertificate(secret, need) ?? ofType(secret);
}

function unusable(secret: SecretFact): CertificateFault | undefined {
  if (secret.keysUnknown === true || secret.encryptedInFile) return undefined;
  const missing = ['tls.crt', 'tls.key'].find(
    (key) => !secret.keys.some(({ name, length }) => name === key && length > 0),
  );
  if (missing !== undefined) return fault('unusable', secret, `${objectId(secret)} has no ${missing}`);
  return secret.noCertificate === true
    ? fault('unusable', secret, `tls.crt of ${objectId(secret)} is no certificate`)
    : undefined;
}

function ofCertificate(secret: SecretFact, { host, at }: CertificateNeed): CertificateFault | undefined {
  const { certificate } = secret;
  if (certificate === undefined) return undefined;
  if (host !== '' && !certificate.hosts.some((one) => isFor(one, host)))
    return fault('host', secret, `the certificate of ${objectId(secret)} is for other hosts than ${host}`);
  if (at === undefined) return undefined;
  if (at > certificate.until.slice(0, at.length))
    return fault('time', secret, `the certificate of ${objectId(secret)} expired at ${certificate.until}`);
  return at < certificate.from.slice(0, at.length)
    ? fault('time', secret, `the certificate of ${objectId(secret)} is not valid before ${certificate.from}`)
    : undefined;
}

function ofType(secret: SecretFact): CertificateFault | undefined {
  if (secret.type === TYPE || secret.type === '') return undefined;
  return fault('type', secret, `${objectId(secret)} is not of the type ${TYPE}`);
}

function fault(kind: CertificateFault['kind'], object: SecretFact, text: string): CertificateFault {
  return { kind, text, evidence: [{ object, pointer: kind === 'type' ? '/type' : '/data' }] };
}

/** A wildcard stands for one label; for a host with a wildcard only the same one will do. https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3 */
function isFor(name: string, host: string): boolean {
  if (name === host) return true;
  return name.startsWith('*.') && !host.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1);
}
