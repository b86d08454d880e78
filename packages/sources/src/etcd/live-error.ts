// Why a running etcd does not answer, in words of ours, with what to do about it.
import { ClusterError } from '../cluster/cluster-error.ts';
import type { RequestFailure } from '../cluster/transport/failure.ts';

/** Codes of gRPC, which the gateway puts into its answers. https://grpc.io/docs/guides/status-codes/ */
export const OUT_OF_RANGE = 11;
const INVALID_ARGUMENT = 3;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;
const BAD_REQUEST_STATUS = 400;
const NOT_FOUND_STATUS = 404;

/** Nothing came back. */
export function unreachable(endpoint: string, { reason }: RequestFailure): ClusterError {
  const isTrust = reason.includes('the server’s certificate');
  const isRefused = reason.includes('our certificate');
  const hint = isTrust
    ? 'Give etcd’s authority with --cacert: /etc/kubernetes/pki/etcd/ca.crt with kubeadm.'
    : isRefused
      ? 'Give a client certificate that etcd’s authority signed with --cert and --key: /etc/kubernetes/pki/apiserver-etcd-client.crt and .key with kubeadm.'
      : 'Check --endpoints, and --cacert, --cert and --key, without which etcd ends the connection; or read a snapshot with --snapshot FILE.';
  const words = reason.replace('the kubeconfig trusts', '--cacert vouches for');
  return new ClusterError('unreachable', `etcd at ${endpoint} cannot be read: ${words}`, hint);
}

/** Something came back that is no answer. `code` is gRPC's, where the answer has one. */
export function refused(endpoint: string, status: number, code: number | undefined): ClusterError {
  const said = `etcd at ${endpoint}`;
  if (code === PERMISSION_DENIED)
    return new ClusterError('unreachable', `${said} refuses to be read: permission denied`, SNAPSHOT);
  // With a client certificate the gateway refuses before etcd is asked, in plain text and without a code.
  const isNameless = code === undefined && status === BAD_REQUEST_STATUS;
  if (isNameless || code === UNAUTHENTICATED || code === INVALID_ARGUMENT)
    return new ClusterError('unreachable', `${said} asks for a user: authentication is on`, SNAPSHOT);
  if (status === NOT_FOUND_STATUS)
    return new ClusterError(
      'unreachable',
      `${said} has no JSON gateway`,
      'Start it without --enable-grpc-gateway=false, or read a snapshot with --snapshot FILE.',
    );
  return new ClusterError('unreachable', `${said} does not answer as etcd (${status})`, 'Check --endpoints.');
}

/** The gateway takes nobody's certificate for a user of etcd. */
const SNAPSHOT =
  'Take a snapshot as a user who may (etcdctl snapshot save FILE --user NAME), and read it with --snapshot FILE.';
