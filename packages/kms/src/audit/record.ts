// One line of the audit log: what was asked, of which key, and the hash that ties it to the line before.
import { hash } from 'node:crypto';

export type AuditEvent =
  /** The daemon began to write here; `torn` bytes without an end may stand before it. */
  | { readonly event: 'start'; readonly keyId: string; readonly torn?: number }
  | { readonly event: 'stop' }
  | { readonly event: 'wrap'; readonly uid: string; readonly keyId: string }
  /** `remote`: the store was asked for it; otherwise a local key was at hand, or just being asked for. */
  | { readonly event: 'unwrap'; readonly uid: string; readonly keyId: string; readonly remote: boolean }
  | { readonly event: 'rotate'; readonly keyId: string; readonly from: string }
  | {
      readonly event: 'refuse';
      readonly call: 'wrap' | 'unwrap';
      readonly uid: string;
      readonly keyId: string;
      readonly reason: string;
    }
  | { readonly event: 'health'; readonly keyId: string; readonly state: string; readonly reason?: string };

/** The line before the first one. */
export const GENESIS = '0'.repeat(64);

export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

export const CHAIN_START: ChainEnd = { seq: 0, hash: GENESIS };

function hashOf(body: string): string {
  return hash('sha256', body);
}

/** The line, with its newline, and the end of the chain with it. The hash covers the line's bytes before it. */
export function auditLine(end: ChainEnd, time: string, event: AuditEvent): { line: string; end: ChainEnd } {
  const seq = end.seq + 1;
  const body = JSON.stringify({ seq, time, ...event, prev: end.hash }).slice(0, -1);
  const made = hashOf(body);
  return { line: `${body},"hash":"${made}"}\n`, end: { seq, hash: made } };
}

const HASH_PART = /,"hash":"([0-9a-f]{64})"\}$/;

/** The parts of a line that the chain needs; undefined when the line is none, or its hash is not its own. */
export function readLine(line: string): { seq: number; prev: string; hash: string; torn: number } | undefined {
  const found = HASH_PART.exec(line);
  if (found === null || hashOf(line.slice(0, found.index)) !== found[1]) return undefined;
  try {
    const { seq, prev, torn = 0 } = JSON.parse(line) as { seq?: unknown; prev?: unknown; torn?: unknown };
    if (typeof seq !== 'number' || typeof prev !== 'string' || typeof torn !== 'number') return undefined;
    return { seq, prev, hash: found[1] ?? '', torn };
  } catch {
    return undefined;
  }
}
