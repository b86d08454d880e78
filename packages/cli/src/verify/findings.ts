// Weaknesses of a store as findings of the contract, the worst first.
import { hash } from 'node:crypto';
import type { Fix, VerifyFinding, VerifyResidue } from '@watertight/engine';
import { residueWeaknesses } from '@watertight/encryption';
import type { ResidueWeakness, StoreProof, StoredWeakness } from '@watertight/encryption';
import { compareSeverity } from '../shell/order.ts';

const FINGERPRINT_LENGTH = 16;
const CIS = { cis: ['1.2.27', '1.2.28'] };

export function findingsOf({ weaknesses, summary }: StoreProof, residue: VerifyResidue | undefined): VerifyFinding[] {
  const left = residueWeaknesses(summary.resources, residue?.counts ?? [], residue?.hits ?? []);
  const found = [...weaknesses.map(stored), ...left.map(stored), ...canaryFindings(residue)];
  return found.sort((a, b) => compareSeverity(a.severity, b.severity));
}

function stored({ fix, resource, ...weakness }: StoredWeakness | ResidueWeakness): VerifyFinding {
  return finding(resource, weakness, typeof fix === 'string' ? { summary: fix } : fix);
}

type Said = Pick<VerifyFinding, 'check' | 'severity' | 'message' | 'count' | 'examples'>;

function finding(object: string, { check, severity, message, count, examples }: Said, fix: Fix): VerifyFinding {
  const fingerprint = hash('sha256', JSON.stringify([check, object, ''])).slice(0, FINGERPRINT_LENGTH);
  return { fingerprint, check, severity, result: 'fail', object, message, fix, maps: CIS, count, examples };
}

function canaryFindings(residue: VerifyResidue | undefined): VerifyFinding[] {
  const { canary = [], canaryCount: count = 0 } = residue ?? {};
  if (count === 0) return [];
  const examples = canary.map(({ file, offset, where }) => `${file} at byte ${offset} (${where})`);
  const message = `the canary is in ${count} ${count === 1 ? 'place' : 'places'} of what was read`;
  const summary =
    'In use: write the object again. Elsewhere: compact, defragment each member, replace old logs and snapshots.';
  return [finding('canary', { check: 'residue-canary', severity: 'high', message, count, examples }, { summary })];
}
