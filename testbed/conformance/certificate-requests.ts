// Fills in certificate requests, which need a new key each: `{csr:USER|GROUP}` in a text of the table.
import type { Cluster } from '../cluster/cluster.ts';
import { certificateRequest } from '../cluster/pki.ts';

const PLACEHOLDER = /\{csr:([^|}]*)\|([^}]*)\}/g;

/** The value with every placeholder replaced by a request, in base64. */
export function withRequests<T>(value: T, { programs }: Cluster): T {
  const text = JSON.stringify(value);
  if (!text.includes('{csr:')) return value;
  const filled = text.replaceAll(PLACEHOLDER, (_, user: string, group: string) => {
    const { request } = certificateRequest(programs.certificates, { user, groups: [group] });
    return Buffer.from(request, 'utf8').toString('base64');
  });
  return JSON.parse(filled) as T;
}
