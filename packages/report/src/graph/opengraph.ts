// `-o opengraph`: the paths as BloodHound OpenGraph JSON (bloodhound.specterops.io/opengraph/schema).
import { createHash } from 'node:crypto';
import type { Asset } from '@watertight/engine';
import type { ReportOptions, RuleInfo } from '../input/options.ts';
import { rulesById } from '../input/options.ts';
import type { Result } from '../input/result.ts';
import { encode } from '../json/encode.ts';
import { idParts, phrase } from '../text/phrase.ts';
import { requestWords } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { type GraphEdge, mergePaths, pathsOf } from './merge.ts';

const SOURCE_KIND = 'WT_Base';
const PATHS_NAMED = 50;
const ID_DIGITS = 16;
const ITEM_BREAK = '\n      ';

/**
 * BloodHound turns ids into upper case; Kubernetes tells `user:Alice` from `user:alice`. Ids are upper case from the start,
 * and one that is not plain lower case carries a hash of itself.
 */
export function objectId(id: string): string {
  const upper = visible(id).replace(/[a-z]/g, (char) => char.toUpperCase());
  if (/^[a-z0-9:./*#_@-]*$/.test(id)) return upper;
  return `${upper.replace(/[^\x21-\x7e]/g, '_')}~${createHash('sha256').update(id.toWellFormed()).update(id).digest('hex').slice(0, ID_DIGITS).toUpperCase()}`;
}

/** `WT_ServiceAccount`, `WT_Secret`, …: kinds are letters, digits and underscores. */
function kindOf(id: string): string {
  const [word] = phrase(id).split(' ');
  const { kind } = idParts(id);
  const known = word !== undefined && word.toLowerCase() === kind ? word : kind;
  const clean = known.replace(/[^A-Za-z0-9]/g, '_');
  return `WT_${clean.charAt(0).toUpperCase()}${clean.slice(1)}`;
}

function nodeOf(id: string, asset: Asset | undefined): object {
  const { namespace } = idParts(id);
  return {
    id: objectId(id),
    kinds: [kindOf(id), SOURCE_KIND],
    properties: {
      name: visible(id),
      displayname: phrase(id),
      watertight_id: visible(id),
      ...(namespace === undefined ? {} : { namespace: visible(namespace) }),
      ...(asset === undefined
        ? {}
        : {
            in_input: asset.inInput,
            exposed: asset.exposed,
            severity: asset.severity,
            readers_total: asset.readers.total,
            readers_expected: asset.readers.expected,
            readers_declared: asset.readers.declared,
          }),
    },
  };
}

/** Properties are flat, lists hold strings only and are left out when empty: OpenGraph takes nothing else. */
function edgeOf(edge: GraphEdge, rules: ReadonlyMap<string, RuleInfo>): object {
  const { step } = edge;
  const title = rules.get(edge.technique)?.title;
  const conditions = step.conditions.map(({ text }) => visible(text));
  const evidence = step.evidence.map(({ object, pointer = '' }) =>
    visible(`${object}${pointer === '' ? '' : ` ${pointer}`}`),
  );
  return {
    kind: `WT_${edge.technique.replace(/[^A-Za-z0-9]/g, '_')}`,
    start: { match_by: 'id', value: objectId(edge.from) },
    end: { match_by: 'id', value: objectId(edge.to) },
    properties: {
      technique: visible(edge.technique),
      ...(title === undefined ? {} : { title: visible(title) }),
      because: visible(step.because),
      certainty: edge.certainty,
      severity: edge.severity,
      ...(step.request === undefined ? {} : { request: requestWords(step.request, true) }),
      ...(conditions.length === 0 ? {} : { conditions }),
      ...(evidence.length === 0 ? {} : { evidence }),
      paths: edge.paths.slice(0, PATHS_NAMED).map(visible),
    },
  };
}

function* items(values: Iterable<object>): Iterable<string> {
  let first = true;
  for (const value of values) {
    yield `${first ? '' : ','}${ITEM_BREAK}${encode(value, undefined, ITEM_BREAK)}`;
    first = false;
  }
  if (!first) yield '\n    ';
}

/** Every path of the result and every asset of a scan, also those that nobody reaches. */
export function* opengraph(result: Result, options: ReportOptions): Iterable<string> {
  const graph = mergePaths(pathsOf(result), Number.POSITIVE_INFINITY);
  const assets = new Map(result.kind === 'scan' ? result.assets.map((asset) => [asset.id, asset]) : []);
  const rules = rulesById(options);
  const nodes = [...new Set([...graph.nodes, ...assets.keys()])].sort();
  yield `{\n  "metadata": {\n    "source_kind": "${SOURCE_KIND}"\n  },\n  "graph": {\n    "nodes": [`;
  yield* items(nodes.map((id) => nodeOf(id, assets.get(id))));
  yield '],\n    "edges": [';
  yield* items(graph.edges.map((edge) => edgeOf(edge, rules)));
  yield ']\n  }\n}\n';
}
