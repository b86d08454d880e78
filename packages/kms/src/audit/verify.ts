// Verifies an audit log: every line's own hash, its tie to the line before, and that nothing lies between them.
import { CHAIN_START, type ChainEnd, readLine } from './record.ts';

/** Bytes of a log that are read whole. */
export const auditBytesMax = 1 << 30;

export type AuditVerdict =
  | { readonly ok: true; readonly end: ChainEnd; readonly torn: number }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/**
 * `from` is the end of the file before, where the log was rotated. A line cut off by a crash passes only where the next
 * line is the restart that says how many bytes it had. That no lines are missing at the end, the log alone cannot say:
 * compare `end` with what the metric `watertight_kms_audit_records` or a copy elsewhere last showed.
 */
export function verifyAudit(text: string, from: ChainEnd = CHAIN_START): AuditVerdict {
  let end = from;
  let torn = 0;
  let cut: { readonly line: number; readonly bytes: number } | undefined;
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const read = readLine(line);
    if (read === undefined) {
      if (cut !== undefined) return { ok: false, line: cut.line, reason: 'was changed, or cut off without a restart' };
      cut = { line: number, bytes: Buffer.byteLength(line) };
      continue;
    }
    if (read.torn !== (cut?.bytes ?? 0)) {
      return { ok: false, line: cut?.line ?? number, reason: 'was changed, or cut off without a restart' };
    }
    if (read.seq !== end.seq + 1) return { ok: false, line: number, reason: `is record ${read.seq} after ${end.seq}` };
    if (read.prev !== end.hash) return { ok: false, line: number, reason: 'does not follow the line before' };
    if (cut !== undefined) torn += 1;
    cut = undefined;
    end = { seq: read.seq, hash: read.hash };
  }
  if (cut !== undefined) return { ok: false, line: cut.line, reason: 'was changed, or cut off without a restart' };
  return { ok: true, end, torn: torn + (last === '' ? 0 : 1) };
}
