// What the metrics say of the state of the plugin: its health, its keys, its log.
import type { AuditLog } from '../audit/audit-log.ts';
import type { Custody } from './custody.ts';
import type { Gauge } from './metrics.ts';

const STATES = ['starting', 'ok', 'degraded', 'unreachable', 'revoked'] as const;

export function gaugesOf(custody: Custody, log: AuditLog): Gauge[] {
  return [
    {
      name: 'health',
      text: '1 for the state that holds.',
      read: () => STATES.map((state) => [{ state }, Number(custody.health.state === state)] as const),
    },
    {
      name: 'active_key_info',
      text: 'The key_id that writes.',
      read: () => [[{ key_id: custody.active.keyId }, 1] as const],
    },
    {
      name: 'key_age_of_proof_seconds',
      text: 'How long ago the store last unwrapped with the active key.',
      read: () => (custody.health.ageSeconds === undefined ? [] : [[{}, custody.health.ageSeconds] as const]),
    },
    { name: 'local_keys', text: 'Local keys at hand.', read: () => [[{}, custody.keks.size] as const] },
    {
      name: 'audit_records',
      text: 'Records in the audit log; the hash of the last one stands beside, to compare the log with.',
      read: () => [[{ hash: log.end.hash }, log.end.seq] as const],
    },
    {
      name: 'audit_broken',
      text: '1 while the audit log cannot be written.',
      read: () => [[{}, Number(log.broken)] as const],
    },
  ];
}
