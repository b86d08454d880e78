// Doctor's look at the socket's file and folder: whoever may connect may have every seed decrypted.
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { type DoctorFinding, fail, ok } from './finding.ts';

const PERMISSIONS = 0o777;
const OTHERS = 0o077;

const octal = (mode: number): string => (mode & PERMISSIONS).toString(8).padStart(3, '0');

export function socketFindings(file: string): DoctorFinding[] {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return [fail('socket', `${file} is not there`, 'Start the plugin: watertight kms serve.')];
  if (!found.isSocket()) return [fail('socket', `${file} is no socket`, 'Give the path that kms serve listens on.')];
  const folder = lstatSync(path.dirname(file));
  return [
    (found.mode & OTHERS) === 0
      ? ok('socket mode', octal(found.mode))
      : fail('socket mode', `${octal(found.mode)}: others may connect`, `chmod 600 ${file}`),
    (folder.mode & OTHERS) === 0
      ? ok('folder mode', octal(folder.mode))
      : fail('folder mode', `${octal(folder.mode)}: others may enter`, `chmod 700 ${path.dirname(file)}`),
  ];
}
