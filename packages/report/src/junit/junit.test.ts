// JUnit: a suite for each rule, failures for what is wrong, skipped cases for what is not known.
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../testing/seed-answers.ts';
import { CLEAN_SCAN, FINDING, SCAN } from '../testing/seed-backend.ts';
import { parseXml, type XmlElement } from '../testing/xml-check.ts';
import { junit } from './junit.ts';

function written(result: typeof SCAN): XmlElement {
  return parseXml([...junit(result, OPTIONS)].join(''));
}

function outcome({ name, attributes, children: [child] }: XmlElement): string {
  return `${name} ${attributes.get('name')}: ${child?.name ?? 'passed'} ${child?.attributes.get('message') ?? ''}`.trim();
}

describe('junit', () => {
  it('has suites for checks, techniques and coverage', () => {
    const suites = written(SCAN).children;
    expect(
      suites.map(
        ({ attributes }) =>
          `${attributes.get('name')} ${attributes.get('tests')} ${attributes.get('failures')} ${attributes.get('skipped')}`,
      ),
    ).toEqual([
      'A1: get a Secret 1 1 0',
      'D2: a pod as another account 1 0 0',
      'pod-privileged: Privileged container 1 1 0',
      'secret-stale: Unused Secret 1 0 0',
      'storage-encrypted: Disk encryption 1 0 1',
      'coverage 3 0 2',
    ]);
    expect(suites.flatMap(({ children }) => children).map(outcome)).toEqual([
      'testcase secret:backend/database-credentials: failure ServiceAccount backend/backend-sa reads Secret backend/database-credentials: get secrets in backend (role:backend/backend-read-only rules[0])',
      'testcase nothing found: passed',
      'testcase pod:backend/debug: failure container shell is privileged',
      'testcase nothing found: passed',
      'testcase storageclass:fast: skipped the provisioner is not known to encrypt',
      'testcase manifests in examples/seed-backend: passed',
      'testcase Helm templates in examples/seed-backend: skipped Helm templates in examples/seed-backend/chart:1 (helm is not installed)',
      'testcase nodes in examples/seed-backend: skipped nodes in examples/seed-backend (no Node object in the input)',
    ]);
  });

  it('adds up', () => {
    const { attributes } = written(SCAN);
    expect(['tests', 'failures', 'skipped', 'errors'].map((name) => attributes.get(name))).toEqual([
      '8',
      '2',
      '3',
      '0',
    ]);
    expect(written(CLEAN_SCAN).attributes.get('failures')).toBe('0');
  });

  it('lists the paths of an exposed asset, and the fix of a finding', () => {
    const [first, , third] = written(SCAN).children;
    expect(first?.children[0]?.children[0]?.text.split('\n')).toHaveLength(2);
    expect(third?.children[0]?.children[0]?.text).toBe(
      'examples/seed-backend/pod with space.yaml:9:7\nfix: Remove privileged: true',
    );
  });

  it('reads back what a hostile name says', () => {
    const object = 'pod:a/"><failure>&amp;]]>\'';
    const suite = written({ ...SCAN, findings: [{ ...FINDING, object, message: '\u0000\ufffe' }] }).children[2];
    expect(suite?.children[0]?.attributes.get('name')).toBe(object);
    expect(suite?.children[0]?.children[0]?.attributes.get('message')).toBe(String.raw`\u0000\ufffe`);
  });
});
