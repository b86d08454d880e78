// All pods at once give what `can-connect` says of each pair: for random clusters, every pod, node and address outside as the target.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { calicoWorld, ciliumWorld, world } from '../../../../testbed/naive-reach/random-world.ts';
import { objectId } from '../facts/object-id.ts';
import { readAll } from '../kube/test-input.ts';
import { CanConnect } from './can-connect.ts';
import { CNIS } from './reading.ts';

const PORTS = [
  [80, 'TCP'],
  [81, 'UDP'],
] as const;

it.each([
  [world, CNIS],
  [ciliumWorld, ['cilium', 'generic']],
  [calicoWorld, ['calico', 'generic']],
] as const)('says what can-connect says of each pair: %#', (worlds, cnis) => {
  const counts = { allow: 0, deny: 0, undefined: 0 };
  fc.assert(
    fc.property(worlds, fc.constantFrom(...cnis), (objects, cni) => {
      const facts = readAll(...objects);
      const can = new CanConnect(facts, { cni });
      const targets = [...facts.workloads.map(objectId), 'node:n1', 'ip:8.8.8.8', 'network:internet'];
      for (const to of targets)
        for (const [port, protocol] of PORTS) {
          const callers = can.callersOf({ to, port, protocol });
          if ('error' in callers) continue;
          for (const [pod, verdict] of callers) {
            const from = objectId(pod);
            expect({ from, to, port, verdict }).toEqual({
              from,
              to,
              port,
              verdict: (can.answer({ from, to, port, protocol }) as { verdict: string }).verdict,
            });
            counts[verdict]++;
          }
        }
    }),
    { numRuns: 120, seed: 9 },
  );
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(500);
});
