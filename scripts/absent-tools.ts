// Says why a tool that a test needs is not there: not installed, or a program of the testbed that nobody has built.
import { missingGoProgram } from '../testbed/build/go-program.ts';
import { programFolders } from '../testbed/build/program-folders.ts';
import { missingPrograms, VERSIONS } from '../testbed/cluster/versions.ts';

/** Begins with the tool's name, as `WATERTIGHT_NOT_REQUIRED` knows it. */
export function absenceOf(tool: string): string {
  const version = VERSIONS.find((one) => tool === `kubernetes-${one}`);
  const folder = programFolders().get(tool);
  const reason = version === undefined ? folder && missingGoProgram(folder) : missingPrograms(version);
  if (reason === undefined) return `${tool} is not installed`;
  return reason.startsWith(`${tool} `) ? reason : `${tool} cannot start: ${reason}`;
}
