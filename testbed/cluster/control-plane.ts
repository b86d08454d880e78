// The flags of etcd, kube-apiserver and kube-controller-manager: a cluster as kubeadm sets it up, on loopback.
import path from 'node:path';
import { type PairName, pairFiles } from './pki.ts';
import type { Flags } from './server-process.ts';

/** Nothing is sent there (documentation address of RFC 5737); a loopback address would be refused. */
const ADVERTISED = '192.0.2.1';
export const ISSUER = 'https://kubernetes.default.svc';

const certificateOf = (folder: string, name: PairName): string => pairFiles(folder, name).certificate;
const keyOf = (folder: string, name: PairName): string => pairFiles(folder, name).key;

export function etcdFlags(folder: string, port: number, peerPort: number): Flags {
  const client = `https://127.0.0.1:${port}`;
  const peer = `https://127.0.0.1:${peerPort}`;
  const tls = {
    'cert-file': certificateOf(folder, 'etcd-server'),
    'key-file': keyOf(folder, 'etcd-server'),
    'trusted-ca-file': certificateOf(folder, 'etcd-ca'),
    'client-cert-auth': 'true',
  };
  const peerTls = Object.fromEntries(Object.entries(tls).map(([name, value]) => [`peer-${name}`, value]));
  return {
    name: 'testbed',
    'data-dir': path.join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `testbed=${peer}`,
    ...tls,
    ...peerTls,
    // The data is thrown away, so nothing waits for the disk.
    'unsafe-no-fsync': 'true',
  };
}

export interface ApiServerPlace {
  readonly folder: string;
  readonly port: number;
  readonly etcdPort: number;
  readonly auditLog: string;
  readonly auditPolicy: string;
}

export function apiServerFlags({ folder, port, etcdPort, auditLog, auditPolicy }: ApiServerPlace): Flags {
  return {
    'bind-address': '127.0.0.1',
    'secure-port': String(port),
    'advertise-address': ADVERTISED,
    'endpoint-reconciler-type': 'none',
    'service-cluster-ip-range': '10.0.0.0/24',
    'tls-cert-file': certificateOf(folder, 'apiserver'),
    'tls-private-key-file': keyOf(folder, 'apiserver'),
    'client-ca-file': certificateOf(folder, 'ca'),
    'etcd-servers': `https://127.0.0.1:${etcdPort}`,
    'etcd-cafile': certificateOf(folder, 'etcd-ca'),
    'etcd-certfile': certificateOf(folder, 'apiserver-etcd-client'),
    'etcd-keyfile': keyOf(folder, 'apiserver-etcd-client'),
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction',
    'enable-bootstrap-token-auth': 'true',
    'allow-privileged': 'true',
    'service-account-issuer': ISSUER,
    'service-account-key-file': certificateOf(folder, 'service-accounts'),
    'service-account-signing-key-file': keyOf(folder, 'service-accounts'),
    'requestheader-client-ca-file': certificateOf(folder, 'front-proxy-ca'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'proxy-client-cert-file': certificateOf(folder, 'front-proxy-client'),
    'proxy-client-key-file': keyOf(folder, 'front-proxy-client'),
    'audit-policy-file': auditPolicy,
    'audit-log-path': auditLog,
    // In MB; a log that is cut has forgotten who read what.
    'audit-log-maxsize': '10000',
  };
}

/** `kubeconfig` is the controller manager's own; each controller gets an account of its own from it. */
export function controllerManagerFlags(folder: string, kubeconfig: string): Flags {
  return {
    kubeconfig,
    'use-service-account-credentials': 'true',
    'root-ca-file': certificateOf(folder, 'ca'),
    'service-account-private-key-file': keyOf(folder, 'service-accounts'),
    'cluster-signing-cert-file': certificateOf(folder, 'ca'),
    'cluster-signing-key-file': keyOf(folder, 'ca'),
    controllers: '*,bootstrap-signer-controller,token-cleaner-controller',
    'leader-elect': 'false',
    // Its usual 20 requests a second would make every start seconds longer.
    'kube-api-qps': '1000',
    'kube-api-burst': '1000',
    // It serves nothing that a test asks for.
    'secure-port': '0',
  };
}
