// Every technique either asks the API server something or says in words why not; nothing that answers with a secret is tried out.
import { techniques } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import { pathOf } from '../testing/example-cluster.ts';
import { CREATE_POD, pathWith } from '../testing/scripted.ts';
import { planOf } from './plan.ts';
import { untestable } from './untestable.ts';

const all = techniques.map((technique) => [technique.id, technique] as const);

describe.each(all)('%s', (id, technique) => {
  const paths = technique.examples.exposed.flatMap((example) => pathOf(technique, example) ?? []);

  test('has requests, or a reason of its own', () => {
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const step = path.steps.findLast((candidate) => candidate.technique === id);
      const isSilent = step !== undefined && planOf(step, path.steps).length === 0;
      if (isSilent) expect(untestable(id)).not.toBe('no API request shows it');
    }
  });

  test('tries out no request whose answer could carry a secret', () => {
    const tried = paths.flatMap((path) => path.steps.flatMap((step) => planOf(step, path.steps)));
    for (const { request, tryOut } of tried.filter((planned) => planned.tryOut !== undefined)) {
      expect(['create', 'patch', 'update']).toContain(request.verb);
      expect(request.resource).not.toMatch(/^(?:secrets|configmaps|tokenreviews)$/);
      expect(request.subresource ?? '').toMatch(/^(?:ephemeralcontainers|binding)?$/);
      expect(JSON.stringify(tryOut)).not.toContain('"data"');
    }
  });
});

interface Pod {
  readonly spec: {
    readonly serviceAccountName?: string;
    readonly volumes?: readonly object[];
    readonly containers: readonly { readonly securityContext: object }[];
  };
}

function podFor(to: string, ...following: readonly string[]): Pod['spec'] {
  const onwards = following.map((technique, at) => ({ id: `n${at}`, technique, from: to, to: 'node:n1' }));
  const { steps } = pathWith({ technique: 'D1', request: CREATE_POD, to }, ...onwards);
  const [planned] = steps[0] === undefined ? [] : planOf(steps[0], steps);
  if (planned?.tryOut === undefined) throw new Error('nothing is tried out');
  return (planned.tryOut.dryRun.body as Pod).spec;
}

const RESTRICTED = { runAsNonRoot: true, allowPrivilegeEscalation: false };

describe('a pod asks of Pod Security what the path needs and no more', () => {
  test.each([
    ['secret:shop/db', [], RESTRICTED, [{ secret: { secretName: 'db' } }]],
    ['configmap:shop/c', [], RESTRICTED, [{ configMap: { name: 'c' } }]],
    ['persistentvolumeclaim:shop/p', [], RESTRICTED, [{ persistentVolumeClaim: { claimName: 'p' } }]],
    ['pod:shop/*', ['F1'], { privileged: true }, [{ hostPath: { path: '/' } }]],
    ['pod:shop/*', ['G6'], RESTRICTED, [{ nfs: { path: '/' } }]],
    ['pod:shop/*', ['G4'], { runAsUser: 0 }, undefined],
    ['pod:shop/*', ['G5'], RESTRICTED, undefined],
    ['pod:shop/*', ['F1', 'G5'], RESTRICTED, undefined],
    ['pod:shop/*', [], RESTRICTED, undefined],
  ])('%s, then %j', (to, next, securityContext, volumes) => {
    const spec = podFor(to, ...next);
    expect(spec.containers[0]?.securityContext).toMatchObject(securityContext);
    if (volumes === undefined) expect(spec.volumes).toBeUndefined();
    else expect(spec.volumes).toMatchObject(volumes);
  });

  test('an account is run as, and nothing is mounted', () => {
    const spec = podFor('serviceaccount:shop/boss');
    expect(spec.serviceAccountName).toBe('boss');
    expect(spec.volumes).toBeUndefined();
  });
});

test.each(['..', '.', 'a/b', '%2e%2e', ''])(
  'a name that cannot stand in a path, %j, is reviewed and not sent',
  (namespace) => {
    const { steps } = pathWith({ technique: 'D1', request: { ...CREATE_POD, namespace } });
    expect(steps.flatMap((step) => planOf(step, steps)).map(({ tryOut }) => tryOut)).toEqual([undefined]);
  },
);
