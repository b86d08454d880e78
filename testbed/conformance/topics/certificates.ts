// Requests for certificates: who may make, approve and sign them, and whom they may name.
import type { Topic } from '../row.ts';

const CSRS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const RESOURCE = 'certificatesigningrequests.certificates.k8s.io';
const SIGNERS = 'signers.certificates.k8s.io';
const CLIENT = 'kubernetes.io/kube-apiserver-client';
const NODE_CLIENT = 'kubernetes.io/kube-apiserver-client-kubelet';
const MERGE = 'application/merge-patch+json';

/** `{csr:USER|GROUP}` stands for a request of a new key for that subject. */
const csr = (name: string, signerName: string, subject: string) => ({
  apiVersion: 'certificates.k8s.io/v1',
  kind: 'CertificateSigningRequest',
  metadata: { name },
  spec: { signerName, request: `{csr:${subject}}`, usages: ['client auth'] },
});
const objects = [csr('{ns}', CLIENT, 'ann|devs')];
const APPROVED = {
  status: { conditions: [{ type: 'Approved', status: 'True', reason: 'Conformance', message: 'x' }] },
};
const FAILED = { status: { conditions: [{ type: 'Failed', status: 'True', reason: 'Conformance', message: 'x' }] } };
const APPROVE = `PATCH ${CSRS}/{ns}/approval?dryRun=All`;
const mayPatch = `cluster: patch ${RESOURCE}/approval`;
const mayApprove = `cluster: approve ${SIGNERS} ["${CLIENT}"]`;

export const certificates: Topic = {
  title: 'Requests for certificates',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
    'kubernetes plugin/pkg/admission/certificates',
  ],
  rows: [
    {
      id: 'csr-create',
      rule: 'a request may name any user',
      grants: [`cluster: create ${RESOURCE}`],
      request: `POST ${CSRS}?dryRun=All`,
      body: csr('{ns}', CLIENT, 'cluster-boss|devs'),
      verdict: '201',
      twin: { grants: [`cluster: get,list,watch,update ${RESOURCE}`], verdict: '403' },
    },
    {
      id: 'csr-masters',
      rule: 'and any group but system:masters',
      grants: [`cluster: create ${RESOURCE}`],
      request: `POST ${CSRS}?dryRun=All`,
      body: csr('{ns}', CLIENT, 'ann|devs'),
      verdict: '201',
      twin: { body: csr('{ns}', CLIENT, 'ann|system:masters'), verdict: '403 afterwards' },
    },
    {
      id: 'csr-masters-other-signer',
      rule: 'which is refused for that one signer only',
      grants: [`cluster: create ${RESOURCE}`],
      request: `POST ${CSRS}?dryRun=All`,
      body: csr('{ns}', 'example.test/any', 'ann|system:masters'),
      verdict: '201',
      twin: { body: csr('{ns}', CLIENT, 'ann|system:masters'), verdict: '403 afterwards' },
    },
    {
      id: 'csr-approve',
      rule: 'approval needs the subresource and approve on the signer',
      grants: [mayPatch, mayApprove],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [mayPatch], verdict: '403 afterwards' },
    },
    {
      id: 'csr-approve-subresource',
      rule: 'approve on the signer alone changes nothing',
      grants: [mayPatch, mayApprove],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [mayApprove], verdict: '403' },
    },
    {
      id: 'csr-approve-signer',
      rule: 'the signer must be the request’s',
      grants: [mayPatch, mayApprove],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [mayPatch, `cluster: approve ${SIGNERS} ["${NODE_CLIENT}"]`], verdict: '403 afterwards' },
    },
    {
      id: 'csr-approve-domain',
      rule: 'DOMAIN/* stands for all signers of a domain',
      grants: [mayPatch, `cluster: approve ${SIGNERS} ["kubernetes.io/*"]`],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [mayPatch, `cluster: approve ${SIGNERS} ["example.test/*"]`], verdict: '403 afterwards' },
    },
    {
      id: 'csr-approve-star',
      rule: 'a star alone does not',
      grants: [mayPatch, `cluster: approve ${SIGNERS}`],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [mayPatch, `cluster: approve ${SIGNERS} ["*"]`], verdict: '403 afterwards' },
    },
    {
      id: 'csr-approve-verb',
      rule: 'sign is not approve',
      grants: [mayPatch, mayApprove],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [mayPatch, `cluster: sign ${SIGNERS}`], verdict: '403 afterwards' },
    },
    {
      id: 'csr-approve-by-status',
      rule: 'approval goes by its own subresource',
      grants: [mayPatch, mayApprove],
      objects,
      request: APPROVE,
      body: APPROVED,
      contentType: MERGE,
      verdict: '200',
      twin: {
        grants: [`cluster: patch ${RESOURCE},certificatesigningrequests.certificates.k8s.io/status`, mayApprove],
        verdict: '403',
      },
    },
    {
      id: 'csr-sign',
      rule: 'a change of the status needs sign on the signer',
      grants: [`cluster: patch ${RESOURCE}/status`, `cluster: sign ${SIGNERS} ["${CLIENT}"]`],
      objects,
      request: `PATCH ${CSRS}/{ns}/status?dryRun=All`,
      body: FAILED,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [`cluster: patch ${RESOURCE}/status`, mayApprove], verdict: '403 afterwards' },
    },
    {
      id: 'csr-nodeclient',
      rule: 'bootstrap tokens hold no right to a node’s certificate unless it is granted',
      grants: [`cluster: create ${RESOURCE}/nodeclient`],
      request: `create ${RESOURCE}/nodeclient`,
      verdict: 'allowed',
      twin: { grants: [`cluster: create ${RESOURCE}`], verdict: 'denied' },
    },
    {
      id: 'csr-selfnodeclient',
      rule: 'a certificate of one’s own is another right',
      grants: [`cluster: create ${RESOURCE}/selfnodeclient`],
      request: `create ${RESOURCE}/selfnodeclient`,
      verdict: 'allowed',
      twin: { grants: [`cluster: create ${RESOURCE}/nodeclient`], verdict: 'denied' },
    },
    {
      id: 'csr-node-restriction',
      since: '1.31',
      rule: 'since 1.31 a node asks for a kubelet’s certificate of its own name only',
      subject: 'node:{ns}',
      request: `POST ${CSRS}?dryRun=All`,
      body: csr('{ns}', NODE_CLIENT, 'system:node:{ns}|system:nodes'),
      verdict: '201',
      twin: { body: csr('{ns}', NODE_CLIENT, 'system:node:other|system:nodes'), verdict: '403 afterwards' },
    },
    {
      id: 'csr-node-before',
      until: '1.30',
      rule: 'before, it asks for any name; who has no right to requests asks for none',
      subject: 'node:{ns}',
      request: `POST ${CSRS}?dryRun=All`,
      body: csr('{ns}', NODE_CLIENT, 'system:node:other|system:nodes'),
      verdict: '201',
      twin: { subject: 'user:{ns}-ann', verdict: '403' },
    },
    {
      id: 'csr-approver-controller',
      rule: 'the approving controller holds approve on the kubelet’s signer, not on the general one',
      subject: 'serviceaccount:kube-system/certificate-controller',
      request: `approve ${SIGNERS} ${NODE_CLIENT}`,
      verdict: 'allowed',
      twin: { request: `approve ${SIGNERS} ${CLIENT}`, verdict: 'denied' },
    },
  ],
};
