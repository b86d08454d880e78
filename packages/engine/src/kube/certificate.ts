// The public part of a TLS Secret: for which hosts its certificate is, and from when until when.
import { X509Certificate } from 'node:crypto';
import type { Sealed } from '@watertight/sealed';
import type { CertificateFact } from '../facts/secret.ts';

/** UTF-16 units, base64 included; the API server takes no larger object. */
const LONGEST = 3_000_000;
const PEM = /-----BEGIN CERTIFICATE-----[\w+/=\s]+?-----END CERTIFICATE-----/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A name, with or without a wildcard in front: nothing else of a certificate is kept. */
const HOST = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/;

/** Of the first certificate, which is the server's own; undefined where there is none. Never a word of the text: it may be anything that somebody put there. */
export function certificateOf(value: Sealed, isEncoded: boolean): CertificateFact | undefined {
  return value.use((text) => {
    if (text.length > LONGEST) return undefined;
    const [block] = PEM.exec(isEncoded ? Buffer.from(text, 'base64').toString('latin1') : text) ?? [];
    return block === undefined ? undefined : read(block);
  });
}

function read(block: string): CertificateFact | undefined {
  try {
    const { subject, subjectAltName, validFrom, validTo } = new X509Certificate(block);
    const from = timeOf(validFrom);
    const until = timeOf(validTo);
    if (from === undefined || until === undefined) return undefined;
    const named = hostsIn(subjectAltName);
    return { hosts: named.length > 0 ? named : commonName(subject), from, until };
  } catch {
    return undefined;
  }
}

/** OpenSSL's `DNS:a.example, IP Address:10.0.0.1`. */
function hostsIn(names: string | undefined): string[] {
  return (names ?? '').split(', ').flatMap((name) => {
    const host = name.startsWith('DNS:') ? name.slice('DNS:'.length).toLowerCase() : '';
    return HOST.test(host) ? [host] : [];
  });
}

/** Where no other name stands, some controllers still take the common one. */
function commonName(subject: string | undefined): string[] {
  const [, name = ''] = /^CN=(.+)$/m.exec(subject ?? '') ?? [];
  const host = name.trim().toLowerCase();
  return HOST.test(host) ? [host] : [];
}

/** OpenSSL's `Mar 23 09:54:34 2022 GMT` as RFC 3339, so that times compare as texts. */
function timeOf(text: string): string | undefined {
  const [, month = '', day = '', time = '', year = ''] =
    /^(\w{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4}) GMT$/.exec(text) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`;
}
