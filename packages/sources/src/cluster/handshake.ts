// The first requests: is there an API server, which version, and what does it serve?
import { requireActing } from './acting-as.ts';
import { ClusterError } from './cluster-error.ts';
import { fieldsOf, textOf } from './kubeconfig/narrow.ts';
import type { ClusterTarget } from './kubeconfig/target.ts';
import { discover } from './lists/discovery.ts';
import type { Discovered } from './lists/discovery.ts';
import { RequestFailure } from './transport/failure.ts';
import type { Transport } from './transport/transport.ts';

export interface Handshake extends Discovered {
  /** `gitVersion` of the server; empty where it does not say. */
  readonly version: string;
}

/** Throws `ClusterError` where there is no API server, or none that talks to us. */
export async function shakeHands(transport: Transport, target: ClusterTarget): Promise<Handshake> {
  return await reaching(target, async (where) => {
    const version = await versionOf(transport, target, where);
    return { version, ...(await discover(transport)) };
  });
}

/** `gitVersion`, empty where the server does not say. Throws as `shakeHands` does. */
export async function askVersion(transport: Transport, target: ClusterTarget): Promise<string> {
  return await reaching(target, async (where) => await versionOf(transport, target, where));
}

async function reaching<T>(target: ClusterTarget, ask: (where: string) => Promise<T>): Promise<T> {
  const where = target.server.href.replace(/\/$/, '');
  try {
    return await ask(where);
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error;
    const hint = 'Check that kubectl version works with this context.';
    throw new ClusterError('unreachable', `cannot read ${where}: ${error.reason}`, hint);
  }
}

async function versionOf(transport: Transport, target: ClusterTarget, where: string): Promise<string> {
  const { status, value } = await transport.askJson({ path: '/version', accept: 'application/json' });
  if (status === 401)
    throw new ClusterError('unreachable', `${where} does not accept the credentials (401)`, transport.credentialHint);
  // A server may show its version to nobody; what it serves tells whether it is one.
  if (status === 403) {
    await requireActing(transport, target);
    return '';
  }
  const version = textOf(fieldsOf(value)['gitVersion']);
  if (status !== 200 || version === '')
    throw new RequestFailure(`it does not answer as an API server does (${status})`, false);
  return version;
}
