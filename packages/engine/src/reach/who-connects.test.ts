// All sources at once give what each pair gives: for random clusters, every class against every other.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { calicoWorld, ciliumWorld, world } from '../../../../testbed/naive-reach/random-world.ts';
import { readAll } from '../kube/test-input.ts';
import type { End } from './attempt.ts';
import { compile } from './compile.ts';
import { connectionAllowed } from './decide.ts';
import { readingsOf } from './reading.ts';
import type { Truth } from './truth.ts';
import { WhoConnects } from './who-connects.ts';

const PORTS = [
  [80, 'TCP'],
  [81, 'UDP'],
] as const;

it.each([
  ['generic', world],
  ['cilium', ciliumWorld],
  ['calico', calicoWorld],
] as const)('gives what each pair gives: %s', (cni, worlds) => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(worlds, fc.nat({ max: 15 }), (objects, chosen) => {
      const compiled = compile(readAll(...objects), cni);
      const readings = readingsOf(cni);
      const reading = readings[chosen % readings.length];
      if (reading === undefined) return;
      const { classes } = compiled.pods;
      const who = new WhoConnects(compiled, reading);
      const endOf = (podClass: number): End => ({
        kind: 'pod',
        podClass,
        node: '',
        address: classes[podClass]?.addresses[0],
      });
      for (const [target, { ports: named }] of classes.entries()) {
        for (const [port, protocol] of PORTS) {
          const attempt = { port, protocol, named };
          const found = [...who.to({ podClass: target, attempt })];
          const each = classes.map((_, source): Truth =>
            connectionAllowed(endOf(source), endOf(target), attempt, { compiled, reading }),
          );
          expect(found).toEqual(each);
          for (const truth of found) seen.add(truth);
        }
      }
    }),
    { numRuns: 120, seed: 5 },
  );
  expect(seen).toEqual(new Set([0, 1, 2]));
});
