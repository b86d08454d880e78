// Shows what generated lists and pages look like, and what reaches them from a technique's own words.
import { describe, expect, test } from 'vitest';
import type { Rule, Technique } from '../packages/engine/src/graph/rule-types.ts';
import type { Entry } from '../repo-rules/entries.ts';
import { listFile } from './list-file.ts';
import { bullets, cell, fence, inCode, versions } from './markdown.ts';
import { ruleWords, techniquePage } from './technique-page.ts';

const entry = (name: string, exported: string): Entry => ({ kind: 'technique', name, exported, id: 'X1' });

test('a list imports each file and holds each object, without side effects', () => {
  const text = listFile('technique', [
    entry('a1-get', 'a1'),
    entry('c11-image', 'c11'),
    entry('c11-config-map', 'c11'),
  ]);
  expect(text.split('\n').slice(1)).toEqual([
    "import type { Technique } from '../graph/rule-types.ts';",
    "import { a1 } from './a1-get.ts';",
    "import { c11 as c11Image } from './c11-image.ts';",
    "import { c11 as c11ConfigMap } from './c11-config-map.ts';",
    '',
    'export const techniques: readonly Technique[] = [',
    '  a1,',
    '  c11Image,',
    '  c11ConfigMap,',
    '];',
    '',
  ]);
});

const technique: Technique = {
  id: 'X1',
  title: 'Take it',
  why: 'Because the server allows it.',
  fix: 'Take the verb away.',
  references: ['https://kubernetes.io/docs/'],
  asks: { take: { verbs: ['get', 'list'], group: '', resource: 'secrets', names: 'carried' } },
  rules: [{ type: 'grant', asks: ['take'], gains: { kind: 'secret' }, certainty: 'certain', until: '1.34' }],
  explain: () => ({ because: '', conditions: [] }),
  examples: {
    exposed: [{ name: 'Plain', manifests: 'kind: Secret\n', from: 'user:u', to: 'secret:n/s', certainty: 'certain' }],
    safe: [
      { name: 'Other verb', manifests: 'kind: Role\n', from: 'user:u', to: 'secret:n/s', kubernetesVersion: '1.30' },
    ],
  },
};

describe('a page', () => {
  const page = techniquePage(technique);
  test.each([
    '# X1 Take it',
    'Because the server allows it.',
    '**Certainty:** certain.',
    '| `take` | `get` or `list` | `secrets` | core | namespace or cluster |',
    '- One principal that may do `take` gains the Secret asked for — certain, until 1.34.',
    'Take the verb away.',
    '- https://kubernetes.io/docs/',
    '### Plain\n\n`user:u` reaches `secret:n/s`: certain.\n\n```yaml\nkind: Secret\n```',
    '`user:u` does not reach `secret:n/s` by this technique, Kubernetes 1.30.',
  ])('holds %j', (text) => {
    expect(page).toContain(text);
  });
  test('of an entry without rules says so', () => {
    expect(techniquePage({ ...technique, rules: [] })).toContain('None: the page says why this entry gives nothing.');
  });
});

test.each([
  [
    { type: 'relation', relation: 'nodeReadsSecret', certainty: 'certain' },
    'Where facts say “node reads Secret”, whoever holds the first gains the second — certain.',
  ],
  [
    {
      type: 'join',
      holds: [{ can: 'create' }, { reaches: 'podOf' }],
      gains: { kind: 'masters' },
      certainty: 'assumed',
      since: '1.30',
    },
    'When someone reached may do `create` and a `podOf` is reached, together they give `system:masters` — assumed, since 1.30.',
  ],
] satisfies [Rule, string][])('%j is said in words', (rule, words) => {
  expect(ruleWords(rule)).toContain(words);
});

describe('markdown', () => {
  test('quotes what holds backticks', () => {
    expect([inCode('a'), inCode(''), inCode('a`b')]).toEqual(['`a`', '`""`', '`` a`b ``']);
    expect(fence('yaml', 'a: |\n  ```\n')).toBe('````yaml\na: |\n  ```\n````');
    expect(fence('yaml', 'a: 1\n---\nb: 2\n---\n')).toBe('```yaml\na: 1\n---\nb: 2\n```');
  });
  test('escapes cells, joins versions, and says none', () => {
    expect(cell('a|b\n c')).toBe('a\\|b c');
    expect([versions('1.29', undefined), versions('1.29', '1.33'), versions(undefined, undefined)]).toEqual([
      ', since 1.29',
      ', since 1.29, until 1.33',
      '',
    ]);
    expect(bullets([])).toBe('None.');
  });
});
