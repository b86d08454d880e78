// Sockets of container runtimes: who can connect starts containers as root on the node, whatever the mount's mode.
import { isWithin, nodePath } from './host-mounts.ts';

/** Places as the runtimes ship them, with `/var/run` written as `/run`. */
const SOCKETS: readonly string[] = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/cri-dockerd.sock',
  '/run/dockershim.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/k0s/containerd.sock',
  '/run/podman/podman.sock',
  '/var/snap/microk8s/common/run/containerd.sock',
];

/** Directories above a socket that hold little else; wider ones (`/`, `/var`) are judged by what else they hold. */
const FIRST_SHARED_PARENT = '/run';
const FILE_NAME = /^(?:docker|containerd|crio|cri-dockerd|dockershim|podman)\.sock$/;
const WINDOWS_PIPE = /^\/pipe\/(?:docker_engine|containerd-containerd)$/i;

/** The socket that a mount of this node path shows; `undefined` when none. Paths must be normalised. */
export function runtimeSocketAt(path: string): string | undefined {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (FILE_NAME.test(base) || WINDOWS_PIPE.test(path)) return path;
  if (!isWithin(path, FIRST_SHARED_PARENT) && !isWithin(path, '/var/snap/microk8s/common/run')) return undefined;
  return SOCKETS.find((socket) => isWithin(nodePath(socket), path));
}
