// What of the plain text beside current objects is a finding, and which.
import { describe, expect, test } from 'vitest';
import { residueWeaknesses } from './residue-weaknesses.ts';

describe('residue', () => {
  const resource = (olderPlaintext: number, provider = 'kms-v2'): Parameters<typeof residueWeaknesses>[0][number] => ({
    resource: 'secrets',
    objects: 1,
    providers: { [provider]: 1 },
    stale: 0,
    unreadable: 0,
    movable: 0,
    moved: 0,
    olderRevisions: olderPlaintext,
    olderPlaintext,
  });
  const count = (where: 'free-page' | 'log', kind = 'Secret') => ({ file: 'db', where, kind, count: 2 });

  test.each<[string, ReturnType<typeof resource>, ReturnType<typeof count>[], string[]]>([
    ['none', resource(0), [], []],
    ['older revisions', resource(1), [], ['residue-older']],
    ['free pages and the log', resource(0), [count('log'), count('free-page')], ['residue-free-page', 'residue-log']],
    ['another kind', resource(0), [count('log', 'ConfigMap')], []],
    ['nothing is encrypted', resource(1, 'identity'), [count('log')], []],
  ])('%s', (_, counted, places, expected) => {
    expect(residueWeaknesses([counted], places, []).map(({ check }) => check)).toEqual(expected);
  });

  test('names the places', () => {
    const place = { file: 'db', offset: 9, where: 'log', kind: 'Secret', key: '/registry/secrets/a/b' } as const;
    const { key: _, ...nameless } = place;
    const [weakness] = residueWeaknesses(
      [resource(0)],
      [count('log')],
      [place, nameless, { ...place, kind: 'ConfigMap' }],
    );
    expect(weakness?.examples).toEqual(['/registry/secrets/a/b in db at byte 9', 'db at byte 9']);
  });
});
