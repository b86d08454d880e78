// New identities and what stands for one: ServiceAccounts, volumes that name a Secret for a node, certificate requests.
import { callerOf } from '../caller.ts';
import { certificateRequest } from './certificate-request.ts';
import { create, post, TRIED } from './try-out.ts';
import type { Maker } from './try-out.ts';

const KUBELET_SIGNER = 'kubernetes.io/kube-apiserver-client-kubelet';
const CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client';

/** The account that a binding names and nobody has created yet. */
export const createAccount: Maker = (occasion) => {
  const { step, request } = occasion;
  if (step.technique !== 'B13') return undefined;
  const [, name] = /^serviceaccount:[^/]+\/(.+)$/s.exec(step.to) ?? [];
  if (name === undefined) return undefined;
  const kind = 'ServiceAccount';
  return request.name === undefined
    ? post(request, { apiVersion: 'v1', kind, metadata: { name } })
    : create(occasion, { kind });
};

/** Which Secret a volume names, or that it is the disk of a node, is checked by nobody but admission. */
export const createVolume: Maker = (occasion) => {
  const [, namespace, name] = /^secret:([^/]+)\/(.+)$/s.exec(occasion.step.to) ?? [];
  const source =
    name === undefined
      ? { hostPath: { path: '/' } }
      : { csi: { driver: `${TRIED}.invalid`, volumeHandle: TRIED, nodePublishSecretRef: { namespace, name } } };
  return create(occasion, {
    kind: 'PersistentVolume',
    spec: { capacity: { storage: '1Mi' }, accessModes: ['ReadWriteOnce'], ...source },
  });
};

/** Names the target; a node by the signer whose requests the cluster approves by itself, where that is the technique. */
export const requestCertificate: Maker = (occasion) => {
  const { step } = occasion;
  const target = callerOf(step.to === 'node:*' ? `node:${TRIED}` : step.to);
  if (target === undefined) return undefined;
  const pem = certificateRequest({
    name: target.name === '' ? TRIED : target.name,
    organizations: target.groups.filter(
      (group) => !group.startsWith('system:serviceaccounts') && group !== 'system:authenticated',
    ),
  });
  return create(occasion, {
    kind: 'CertificateSigningRequest',
    spec: {
      request: Buffer.from(pem).toString('base64'),
      signerName: step.technique === 'B16' ? KUBELET_SIGNER : CLIENT_SIGNER,
      usages: ['digital signature', 'client auth'],
    },
  });
};
