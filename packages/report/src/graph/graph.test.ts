// Pictures and graphs of paths: each thing once, names that stay labels, limits of the programs that draw them.
import type { Path } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import { OPTIONS, PATHS, REACH, WHO_CAN_READ } from '../testing/seed-answers.ts';
import { DIRECT, GET_STEP, SCAN, THROUGH_POD } from '../testing/seed-backend.ts';
import { dot } from './dot.ts';
import { MAX_MERMAID_EDGES, MAX_MERMAID_TEXT, mermaid } from './mermaid.ts';
import { mergePaths, pathsOf } from './merge.ts';
import { objectId, opengraph } from './opengraph.ts';

function named(name: string): Path {
  const from = `serviceaccount:${name}`;
  return { ...DIRECT, from, id: `p-${name}`, steps: [{ ...GET_STEP, from, because: name }] };
}

function readersOf(amount: number, name = 'sa'): Path[] {
  return Array.from({ length: amount }, (_, at) => named(`a/${name}${at}`));
}

describe('mergePaths', () => {
  it('has each node and each way once', () => {
    const graph = mergePaths([DIRECT, THROUGH_POD], 10);
    expect(graph.nodes).toEqual([
      'serviceaccount:backend/backend-sa',
      'secret:backend/database-credentials',
      'user:alice',
    ]);
    expect(graph.edges.map(({ technique, severity, paths }) => [technique, severity, paths])).toEqual([
      ['A1', 'high', ['p-0123456789ab', 'p-ba9876543210']],
      ['D2', 'medium', ['p-ba9876543210']],
    ]);
    expect(mergePaths(readersOf(5), 3)).toMatchObject({ left: 2, nodes: { length: 4 } });
  });

  it('takes the paths of every result, and no expected reader', () => {
    expect(pathsOf(SCAN).map(({ id }) => id)).toEqual(['p-0123456789ab', 'p-ba9876543210']);
    expect(pathsOf(WHO_CAN_READ).map(({ from }) => from)).not.toContain('group:system:masters');
    expect(pathsOf(REACH)).toHaveLength(2);
  });
});

describe('dot', () => {
  it('draws nodes and edges', () => {
    const text = [...dot(SCAN)].join('');
    expect(text).toContain('  n1 [label="ServiceAccount backend/backend-sa", style=rounded];');
    expect(text).toContain(
      '  n3 -> n1 [label="D2", tooltip="user:alice may create a pod that runs as serviceaccount:backend/backend-sa", style=dashed];',
    );
  });

  it('keeps quotes and escapes of a name inside its label', () => {
    const text = [...dot({ ...PATHS, paths: [named('a/"];n9 [label="x\\N')] })].join('');
    expect(text).toContain(String.raw`n1 [label="ServiceAccount a/\"];n9 [label=\"x\\N", style=rounded];`);
  });
});

describe('mermaid', () => {
  it('draws nodes and edges', () => {
    expect([...mermaid(SCAN)].join('').split('\n')).toEqual([
      'flowchart LR',
      '  n1(["ServiceAccount backend/backend-sa"])',
      '  n2[("Secret backend/database-credentials")]',
      '  n3(["user alice"])',
      '  n1 -->|"A1"| n2',
      '  n3 -.->|"D2 conditional"| n1',
      '',
    ]);
  });

  it('writes every mark of a name as an entity', () => {
    const text = [...mermaid({ ...PATHS, paths: [named('a/"] --> x %%;#lt;<b>`ß')] })].join('');
    expect(text).toContain('n1(["ServiceAccount a/#34;#93; --#62; x #37;#37;#59;#35;lt#59;#60;b#62;#96;#223;"])');
  });

  it('stays within the limits and says what it left out', () => {
    const edges = [...mermaid({ ...PATHS, paths: readersOf(600) })].join('');
    expect(edges.match(/-->/g)?.length).toBeLessThanOrEqual(MAX_MERMAID_EDGES);
    expect(edges).toContain('%% 100 more paths are not drawn');
    const long = [...mermaid({ ...PATHS, paths: readersOf(600, '<'.repeat(200)) })].join('');
    expect(long.length).toBeLessThanOrEqual(MAX_MERMAID_TEXT + 1);
    expect(long).toMatch(/%% \d+ more paths/);
  });
});

interface OpenGraph {
  metadata: { source_kind: string };
  graph: {
    nodes: { id: string; kinds: string[]; properties: Record<string, unknown> }[];
    edges: {
      kind: string;
      start: { match_by: string; value: string };
      end: { match_by: string; value: string };
      properties: Record<string, unknown>;
    }[];
  };
}

describe('opengraph', () => {
  const { metadata, graph } = JSON.parse([...opengraph(SCAN, OPTIONS)].join('')) as OpenGraph;

  it('has every asset and position once, with kinds that BloodHound takes', () => {
    expect(metadata).toEqual({ source_kind: 'WT_Base' });
    expect(graph.nodes.map(({ id, kinds }) => [id, kinds])).toEqual([
      ['SECRET:BACKEND/DATABASE-CREDENTIALS', ['WT_Secret', 'WT_Base']],
      ['SECRET:BACKEND/TLS', ['WT_Secret', 'WT_Base']],
      ['SERVICEACCOUNT:BACKEND/BACKEND-SA', ['WT_ServiceAccount', 'WT_Base']],
      ['USER:ALICE', ['WT_User', 'WT_Base']],
    ]);
    expect(graph.edges.map(({ kind, start, end }) => [kind, start.value, end.value])).toEqual([
      ['WT_A1', 'SERVICEACCOUNT:BACKEND/BACKEND-SA', 'SECRET:BACKEND/DATABASE-CREDENTIALS'],
      ['WT_D2', 'USER:ALICE', 'SERVICEACCOUNT:BACKEND/BACKEND-SA'],
    ]);
  });

  it('has flat properties only: no null, no object, no empty list', () => {
    for (const { properties } of [...graph.nodes, ...graph.edges]) {
      for (const value of Object.values(properties)) {
        if (Array.isArray(value))
          expect(value.length > 0 && value.every((item) => typeof item === 'string')).toBe(true);
        else expect(['string', 'number', 'boolean']).toContain(typeof value);
      }
    }
  });

  it('keeps ids apart that BloodHound would fold into one', () => {
    const ids = [
      'user:alice',
      'user:Alice',
      'user:ALICE',
      'user:alicé',
      'user:alicÉ',
      'user:a\u001b',
      'user:a\\u001b',
      'user:\ud800',
      'user:\ufffd',
    ];
    const folded = ids.map((id) => objectId(id));
    expect(new Set(folded.map((id) => id.toUpperCase())).size).toBe(ids.length);
    expect(folded.every((id) => id === id.toUpperCase())).toBe(true);
    expect(folded[0]).toBe('USER:ALICE');
  });
});
