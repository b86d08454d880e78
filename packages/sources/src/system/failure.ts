// Why the operating system refused, in words of ours: an error's own message is never shown.

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'no such file (a dangling link, or removed while reading)'],
  ['ELOOP', 'symbolic links that lead to each other'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['EIO', 'the device failed to read'],
  ['ENXIO', 'a socket or device that cannot be opened'],
  ['EMFILE', 'too many open files'],
  ['EISDIR', 'a folder where a file was expected'],
]);

/** Takes an error or its code. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'string' ? error : (error as NodeJS.ErrnoException | undefined)?.code;
  return REASONS.get(code ?? '') ?? `the system cannot read it${code === undefined ? '' : ` (${code})`}`;
}
