// Properties of fixes for what random clusters declare, judged by the naive evaluator alone: what stays, what goes, in each stage, and nothing to spare.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { naiveConnects } from '../../../../testbed/naive-reach/connects.ts';
import type { RawObject } from '../../../../testbed/naive-reach/raw.ts';
import { Declared } from '../testing/declared-world.ts';
import { declaredWorld } from '../testing/random-needs.ts';
import { readAll } from '../kube/test-input.ts';
import { policiesIn } from './draft.ts';
import type { NamespaceFix } from './fix.ts';
import { NetworkFixer } from './network-fixes.ts';
import { policyId } from './policy-manifest.ts';
import type { AnyPolicy } from './policy-manifest.ts';
import { STAGES, stagesOfFix } from './stages.ts';

const raw = (policies: readonly AnyPolicy[]): RawObject[] => policies as unknown as RawObject[];

/** The policies that stand after each stage, of all namespaces together. */
function standing(fixes: readonly NamespaceFix[]): AnyPolicy[][] {
  const applied = new Map<string, AnyPolicy>();
  return STAGES.filter((name) => name !== 'dry-run').map((name) => {
    for (const fix of fixes)
      for (const { stage, apply } of stagesOfFix(fix))
        if (stage === name) for (const one of apply as readonly AnyPolicy[]) applied.set(policyId(one), one);
    return [...applied.values()];
  });
}

type Rule = Readonly<Record<string, unknown>>;

/** The rule less one of the items of each list that has several; of Cilium's ports, which stand a level deeper, as well. */
function smaller(rule: Rule): Rule[] {
  return Object.entries(rule).flatMap(([key, list]) => {
    if (!Array.isArray(list)) return [];
    const items = list as readonly Rule[];
    if (key === 'toPorts') return items.flatMap((one) => smaller(one).map((less) => ({ ...rule, toPorts: [less] })));
    return items.length < 2 ? [] : items.map((_, at) => ({ ...rule, [key]: items.toSpliced(at, 1) }));
  });
}

/** The policies less one rule, peer or port, one after the other. */
function withoutEach(policies: readonly RawObject[]): RawObject[][] {
  return policies.flatMap((one, at) =>
    (['ingress', 'egress'] as const).flatMap((side) => {
      const spec = one.spec as Readonly<Record<string, unknown>>;
      const rules = (spec[side] ?? []) as readonly Rule[];
      return rules.flatMap((rule, place) =>
        [[], ...smaller(rule).map((less) => [less])].map((instead) =>
          policies.with(at, { ...one, spec: { ...spec, [side]: rules.toSpliced(place, 1, ...instead) } }),
        ),
      );
    }),
  );
}

it('keeps what is declared, refuses the rest, in every stage, with no rule, peer or port to spare', () => {
  const counts = { kept: 0, refused: 0, parts: 0 };
  fc.assert(
    fc.property(declaredWorld, (drawn) => {
      const { cni } = drawn;
      const world = new Declared(drawn);
      const fixes = [...new NetworkFixer(readAll(...world.objects), { cni }).fix().namespaces];
      expect(fixes.filter(({ ready }) => !ready).map(({ gates }) => gates)).toEqual([]);
      const policies = fixes.flatMap(({ policies: own }) => policiesIn(own));
      const verdict = (some: readonly RawObject[], flow: Parameters<typeof naiveConnects>[1]): string =>
        naiveConnects([...world.objects, ...some], flow, cni);
      const wanted = world.wanted();
      for (const flow of wanted) expect([flow, verdict(raw(policies), flow)]).toEqual([flow, 'allow']);
      for (const flow of world.unwanted()) expect([flow, verdict(raw(policies), flow)]).toEqual([flow, 'deny']);
      for (const some of standing(fixes))
        for (const flow of wanted) expect([flow, verdict(raw(some), flow)]).toEqual([flow, 'allow']);
      const parts = withoutEach(raw(policies));
      for (const less of parts)
        expect([less, wanted.some((flow) => verdict(less, flow) !== 'allow')]).toEqual([less, true]);
      counts.kept += wanted.length;
      counts.refused += world.unwanted().length;
      counts.parts += parts.length;
    }),
    { numRuns: 30, seed: 20261201 },
  );
  expect(counts.kept).toBeGreaterThan(500);
  expect(counts.refused).toBeGreaterThan(2000);
  expect(counts.parts).toBeGreaterThan(300);
});
