// etcd's own command-line tools, for what an administrator does with them.
import path from 'node:path';
import { builtGoProgram, missingGoProgram } from '../build/go-program.ts';
import type { EtcdAccess } from './cluster.ts';

const FOLDER = path.join(import.meta.dirname, 'etcd-tools');

/** For `describe.skipIf(!hasEtcdTools)('… (needs etcd-tools)', …)`. */
export const hasEtcdTools = missingGoProgram(FOLDER) === undefined;

/** The program, whose first argument is `etcdctl` or `etcdutl`. Throws where it is not built. */
export function etcdTools(): string {
  const program = builtGoProgram(FOLDER);
  if (program === undefined) throw new Error(missingGoProgram(FOLDER));
  return program;
}

/** Variables that tell etcdctl where etcd is, and who asks. */
export function etcdctlEnvironment({ url, ...files }: EtcdAccess): Readonly<Record<string, string>> {
  return {
    ETCDCTL_ENDPOINTS: url,
    ETCDCTL_CACERT: files.authorityFile,
    ETCDCTL_CERT: files.certificateFile,
    ETCDCTL_KEY: files.keyFile,
  };
}
