// Makes the cluster's authorities, server certificates and keys, and client certificates for any user and groups.
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A certificate and its private key, as PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

/** Who a client is: the certificate's common name and organizations. */
export interface Identity {
  readonly user: string;
  readonly groups?: readonly string[];
}

interface Wish extends Identity {
  readonly hosts?: readonly string[];
  /** Absent for a new authority. */
  readonly authority?: CertificatePair;
  /** For a request that others sign, instead of a certificate. */
  readonly request?: boolean;
}

const SERVER_HOSTS = ['127.0.0.1', 'localhost', 'kubernetes.default.svc', '10.0.0.1'];

function grant(program: string, wishes: readonly Wish[]): CertificatePair[] {
  const { status, stdout } = spawnSync(program, {
    input: JSON.stringify(wishes),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('certificates could not be made');
  return JSON.parse(stdout) as CertificatePair[];
}

/** Paths in the cluster's folder: `pki/NAME.crt` and `pki/NAME.key`; of `service-accounts`, the first is a public key. */
export function pairFiles(folder: string, name: PairName): { readonly certificate: string; readonly key: string } {
  return { certificate: path.join(folder, 'pki', `${name}.crt`), key: path.join(folder, 'pki', `${name}.key`) };
}

const AUTHORITIES = ['ca', 'etcd-ca', 'front-proxy-ca'] as const;
type Authority = (typeof AUTHORITIES)[number];

/** The certificates that the servers need, as kubeadm names them where it has them. */
const LEAVES = {
  apiserver: { authority: 'ca', user: 'kube-apiserver', hosts: SERVER_HOSTS },
  admin: { authority: 'ca', user: 'kubernetes-admin', groups: ['system:masters'] },
  'controller-manager': { authority: 'ca', user: 'system:kube-controller-manager' },
  'etcd-server': { authority: 'etcd-ca', user: 'etcd', hosts: SERVER_HOSTS },
  'apiserver-etcd-client': { authority: 'etcd-ca', user: 'kube-apiserver-etcd-client' },
  'front-proxy-client': { authority: 'front-proxy-ca', user: 'front-proxy-client' },
} as const satisfies Readonly<Record<string, Omit<Wish, 'authority'> & { readonly authority: Authority }>>;

export type PairName = Authority | keyof typeof LEAVES | 'service-accounts';

function write(folder: string, name: PairName, { certificate, key }: CertificatePair): void {
  const files = pairFiles(folder, name);
  writeFileSync(files.certificate, certificate, { mode: 0o600 });
  writeFileSync(files.key, key, { mode: 0o600 });
}

export function readPair(folder: string, name: PairName): CertificatePair {
  const files = pairFiles(folder, name);
  return { certificate: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') };
}

/** Fills `pki/`, an empty folder, with everything that the servers need. */
export function makePki(program: string, folder: string): void {
  const authorities = grant(
    program,
    AUTHORITIES.map((user) => ({ user })),
  );
  for (const [index, name] of AUTHORITIES.entries()) {
    const pair = authorities[index];
    if (pair !== undefined) write(folder, name, pair);
  }
  const names = Object.keys(LEAVES) as (keyof typeof LEAVES)[];
  const wishes = names.map((name) => ({ ...LEAVES[name], authority: readPair(folder, LEAVES[name].authority) }));
  for (const [index, pair] of grant(program, wishes).entries()) write(folder, names[index] ?? 'admin', pair);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  write(folder, 'service-accounts', {
    certificate,
    key: privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
  });
}

/** A request for a client certificate, as PEM, and its key: what a CertificateSigningRequest holds. */
export function certificateRequest(
  program: string,
  identity: Identity,
): { readonly request: string; readonly key: string } {
  const [pair] = grant(program, [{ ...identity, request: true }]);
  if (pair === undefined) throw new Error('no request was made');
  return { request: pair.certificate, key: pair.key };
}

/** Client certificates of the cluster's authority, in the order asked for, at the cost of one. */
export function clientCertificates(
  program: string,
  folder: string,
  identities: readonly Identity[],
): readonly CertificatePair[] {
  const authority = readPair(folder, 'ca');
  return grant(
    program,
    identities.map((identity) => ({ ...identity, authority })),
  );
}

/** A client certificate of the cluster's authority: Kubernetes takes the user and groups from it. */
export function clientCertificate(program: string, folder: string, identity: Identity): CertificatePair {
  const [pair] = clientCertificates(program, folder, [identity]);
  if (pair === undefined) throw new Error('no certificate was made');
  return pair;
}
