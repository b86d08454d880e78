// Doctor's look at the plugin's state folder: the key ring and the audit log.
import { readFileSync, statSync } from 'node:fs';
import { auditBytesMax, verifyAudit } from '../audit/verify.ts';
import { SetupError } from '../errors/setup-error.ts';
import { activeKey } from '../keys/key-ring.ts';
import { readRing } from '../keys/ring-file.ts';
import { auditFile, checkStateFolder } from '../keys/state-folder.ts';
import { type DoctorFinding, fail, ok, unknown } from './finding.ts';

function ringFinding(folder: string, keyId: string | undefined): DoctorFinding {
  const ring = readRing(folder);
  const active = activeKey(ring);
  const text = `${ring.keys.length} keys, ${active.keyId} active`;
  if (keyId === undefined || keyId === active.keyId) return ok('key ring', text);
  return fail(
    'key ring',
    `${text}; the plugin answers with ${keyId}`,
    'Send the plugin SIGHUP, or give its own --state.',
  );
}

function auditFinding(folder: string): DoctorFinding {
  const file = auditFile(folder);
  try {
    if (statSync(file).size > auditBytesMax)
      return unknown('audit log', `has more than ${auditBytesMax} bytes`, 'Rotate it.');
    const text = readFileSync(file, 'utf8');
    // A line that the plugin is writing now.
    const verdict = verifyAudit(text.slice(0, text.lastIndexOf('\n') + 1));
    if (verdict.ok) return ok('audit log', `${verdict.end.seq} records, unchanged`);
    const hint = 'Where the log was rotated, verify all of it: watertight kms audit FILE…';
    return fail('audit log', `line ${verdict.line} ${verdict.reason}`, hint);
  } catch (error) {
    return unknown(
      'audit log',
      `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
      'Run doctor as the plugin’s user.',
    );
  }
}

/** `keyId` is what Status answered with. */
export function stateFindings(folder: string, keyId: string | undefined): DoctorFinding[] {
  try {
    checkStateFolder(folder);
    return [ringFinding(folder, keyId), auditFinding(folder)];
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return [fail('state folder', error.message, error.hint)];
  }
}
