// Differential test: on random flows of random clusters, `can-connect` says what the naive evaluator says, each time.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { naiveConnects } from '../../../../testbed/naive-reach/connects.ts';
import { calicoWorld, ciliumWorld, flow, flowIn, world } from '../../../../testbed/naive-reach/random-world.ts';
import { readAll } from '../kube/test-input.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { CanConnect } from './can-connect.ts';
import { CNIS } from './reading.ts';
import { idOf } from './test-ids.ts';

const RUNS = 250;

it.each([
  ['policies that every plugin knows', world, undefined],
  ['Cilium’s own', ciliumWorld, 'cilium'],
  ['Calico’s own', calicoWorld, 'calico'],
] as const)('says what the naive evaluator says: %s', (_, worlds, own) => {
  const counts = { allow: 0, deny: 0, undefined: 0 };
  fc.assert(
    fc.property(worlds, fc.array(flow, { minLength: 12, maxLength: 12 }), (objects, flows) => {
      const facts = readAll(...objects);
      const asked = new Map(CNIS.map((cni) => [cni, new CanConnect(facts, { cni })]));
      for (const drawn of flows) {
        const one = flowIn(objects, drawn);
        const cni = own ?? drawn.cni;
        const protocol = one.protocol as ConnectRequest['protocol'];
        const request = { from: idOf(one.from), to: idOf(one.to), port: one.port, protocol };
        const answer = asked.get(cni)?.answer(request);
        const verdict = naiveConnects(objects, one, cni);
        expect(answer).toMatchObject({ verdict });
        counts[verdict]++;
      }
    }),
    { numRuns: RUNS, seed: 20261130 },
  );
  // A test in which nearly all is one verdict would compare nothing.
  const all = counts.allow + counts.deny + counts.undefined;
  expect(counts.allow / all).toBeGreaterThan(0.25);
  expect(counts.deny / all).toBeGreaterThan(0.25);
  expect(counts.undefined / all).toBeGreaterThan(0.05);
});
