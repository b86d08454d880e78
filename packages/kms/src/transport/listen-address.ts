// The one form of address that a KMS plugin listens on: a path of a unix socket.
import path from 'node:path';
import { SetupError } from '../errors/setup-error.ts';

/** `sun_path` of Linux holds 108 bytes with its end; some are left for the name that is bound before it is renamed. */
export const socketPathBytesMax = 96;

/**
 * The path of `unix:///PATH`. Kubernetes takes no other scheme for KMS v2; its `unix:///@NAME` is a socket of Linux's abstract
 * namespace, which any process on the host may connect to, so it is refused.
 */
export function socketPath(address: string): string {
  const [, file] = /^unix:\/\/(\/.*)$/.exec(address) ?? [];
  if (file === undefined)
    throw new SetupError('--listen is no unix:///PATH', 'Give unix:///run/watertight/kms/kms.sock.');
  if (file.startsWith('/@')) {
    throw new SetupError(
      'an abstract socket has no access rights',
      'Give a path: unix:///run/watertight/kms/kms.sock.',
    );
  }
  if (Buffer.byteLength(file) > socketPathBytesMax) {
    throw new SetupError(`the socket's path has more than ${socketPathBytesMax} bytes`, 'Give a shorter path.');
  }
  return path.normalize(file);
}
