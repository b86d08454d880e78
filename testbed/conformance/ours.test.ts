// Decides every row of the conformance table, and its twin, by our own answers: `can`, and who can read the Secret.
import { analyse, createCan, FactsBuilder, type Facts, OriginTable } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import { VERSIONS } from '../cluster/versions.ts';
import { casesOf, holdsIn, type PreparedCase } from './cases.ts';
import { type Ask, waysOf } from './impersonated.ts';
import { asWritten } from './request-text.ts';
import type { Row } from './row.ts';
import { topics } from './table.ts';

function factsOf({ applied }: PreparedCase, version: string): Facts {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default', kubernetesVersion: version });
  for (const object of applied)
    builder.add(object, origins.add({ source: 'row', offset: 0, length: 0, base: '', format: 'json' }));
  return builder.finish();
}

/** Of several ways, one that is allowed suffices; of its questions, all must be. */
function allowedByCan(facts: Facts, version: string, ways: readonly (readonly Ask[])[]): boolean | null {
  const can = createCan(facts, { kubernetesVersion: version });
  const verdicts = ways.map((way) => {
    const answers = way.map(({ caller, attributes, written }) => {
      const answer = can.answer({ ...attributes, ...caller, ...written });
      if ('error' in answer) throw new Error(answer.error);
      return answer.allowed;
    });
    if (answers.includes(false)) return false;
    return answers.includes(null) ? null : true;
  });
  return verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
}

function expectedByCan({ verdict, offline, as }: PreparedCase): boolean | null {
  if (offline === 'unknown') return null;
  if (as !== undefined && as.user === undefined) return false;
  return verdict !== 'denied' && verdict !== '403';
}

/** The certainty with which the subject is among the Secret's readers, or `no`. */
function readerOf(one: PreparedCase, facts: Facts): string {
  const asset = `secret:${one.secret ?? `${one.namespace}/db`}`;
  const exposure = analyse(facts, { askedAssets: [asset] });
  const node = exposure.targetNode(asset);
  const readers = node === undefined ? [] : exposure.readersOf(node, asset);
  return readers.find(({ id }) => id === one.position)?.certainty ?? 'no';
}

/** Where a case says nothing of readers: who gets the value is one, certainly; whose twin gets it is none. */
function expectedReader(row: Row, one: PreparedCase, isTwin: boolean): string | undefined {
  if (one.reads !== undefined) return one.reads;
  if (one.verdict.endsWith(' data')) return 'certain';
  return isTwin && row.verdict.endsWith(' data') ? 'no' : undefined;
}

describe.each(VERSIONS)('as Kubernetes %s', (version) => {
  describe.each(topics)('$title', ({ rows }) => {
    test.each(rows.filter((row) => holdsIn(row, version)))('$id', (row) => {
      for (const [index, one] of casesOf(row).entries()) {
        const facts = factsOf(one, version);
        const minor = Number(version.split('.')[1]);
        const ways = one.as === undefined ? [[{ ...one, written: asWritten(one.request) }]] : waysOf(one, minor);
        const can = allowedByCan(facts, version, ways);
        expect({ id: one.id, can }).toEqual({ id: one.id, can: expectedByCan(one) });
        const reader = expectedReader(row, one, index === 1);
        if (reader !== undefined)
          expect({ id: one.id, reads: readerOf(one, facts) }).toEqual({ id: one.id, reads: reader });
      }
    });
  });
});
