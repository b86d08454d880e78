// The versions of Kubernetes that the testbed can start, and the Go programs that each of them needs.
import path from 'node:path';
import { buildGoProgram, builtGoProgram, missingGoProgram } from '../build/go-program.ts';

/** Newest first. The older one lies before changes that verdicts depend on: see README.md. */
export const VERSIONS = ['1.37', '1.30'] as const;
export type Version = (typeof VERSIONS)[number];

/** Paths of built programs. */
export interface Programs {
  readonly etcd: string;
  readonly kubernetes: string;
  readonly certificates: string;
}

const here = (folder: string): string => path.join(import.meta.dirname, folder);

/** The newest version's program holds etcd too: both servers of Kubernetes speak to it. */
function folders(version: Version): Programs {
  return {
    etcd: here('kubernetes-1.37'),
    kubernetes: here(`kubernetes-${version}`),
    certificates: here('certificates'),
  };
}

function folderList(version: Version): string[] {
  const { etcd, kubernetes, certificates } = folders(version);
  return [etcd, kubernetes, certificates];
}

/** Why a cluster of this version cannot be started here, in the words of a skip; undefined when it can. */
export function missingPrograms(version: Version): string | undefined {
  return folderList(version)
    .map((folder) => missingGoProgram(folder))
    .find((reason) => reason !== undefined);
}

/** For `describe.skipIf(!hasCluster(version))('… (needs kubernetes-1.37)', …)`. */
export function hasCluster(version: Version): boolean {
  return missingPrograms(version) === undefined;
}

/** Throws where something is not built: tests start clusters, and none may wait for a build. */
export function builtPrograms(version: Version): Programs {
  const { etcd, kubernetes, certificates } = folders(version);
  const built = (folder: string): string => {
    const program = builtGoProgram(folder);
    if (program === undefined) throw new Error(missingGoProgram(folder));
    return program;
  };
  return { etcd: built(etcd), kubernetes: built(kubernetes), certificates: built(certificates) };
}

/** Builds what is not built yet: up to half an hour for a first build. */
export function buildPrograms(version: Version): void {
  for (const folder of folderList(version)) buildGoProgram(folder);
}
