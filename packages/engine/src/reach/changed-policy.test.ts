// A cluster with one policy written otherwise answers as if it had been compiled with that policy: random clusters and changes.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { world } from '../../../../testbed/naive-reach/random-world.ts';
import { objectId } from '../facts/object-id.ts';
import { readAll } from '../kube/test-input.ts';
import { CanConnect } from './can-connect.ts';

it('answers as the whole compiled anew', () => {
  let changed = 0;
  fc.assert(
    fc.property(world, fc.nat(), fc.nat(), (objects, one, other) => {
      const facts = readAll(...objects);
      const { networkPolicies } = facts;
      if (networkPolicies.length < 2) return;
      const at = one % networkPolicies.length;
      const policy = networkPolicies[at] as (typeof networkPolicies)[number];
      const from = networkPolicies[other % networkPolicies.length] as typeof policy;
      const { podSelector, writtenTypes, ingress, egress } = from;
      const meant = { ...policy, podSelector, writtenTypes, ingress, egress };
      const before = new CanConnect(facts, { cni: 'generic' });
      const quick = before.withPolicy(policy, meant);
      const anew = new CanConnect({ ...facts, networkPolicies: networkPolicies.with(at, meant) }, { cni: 'generic' });
      const ends = [...facts.workloads.map(objectId), 'node:n1', 'ip:8.8.8.8'];
      for (const source of ends)
        for (const to of ends) {
          const request = { from: source, to, port: 80, protocol: 'TCP' } as const;
          const answer = anew.answer(request);
          expect(quick.answer(request)).toEqual(answer);
          if ('verdict' in answer && JSON.stringify(answer.because) !== JSON.stringify(before.answer(request)))
            changed++;
        }
      for (const to of ends)
        expect(quick.callersOf({ to, port: 80, protocol: 'TCP' })).toEqual(
          anew.callersOf({ to, port: 80, protocol: 'TCP' }),
        );
    }),
    { numRuns: 80, seed: 4 },
  );
  expect(changed).toBeGreaterThan(500);
});
