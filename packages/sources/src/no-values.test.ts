// Nothing of a Secret's values is in facts or coverage, wherever its manifest breaks.
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readSources } from './read-sources.ts';
import type { SourcesRead } from './read-sources.ts';

describe('no value of a Secret is shown, wherever it breaks', () => {
  const MARK = 'MARKED-c2VjcmV0';
  const SECRET = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 's',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"a":"${MARK}"}}` },
    },
    data: { a: MARK },
    stringData: { b: MARK },
  };
  const YAML = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  a: ${MARK}\nstringData:\n  b: |\n    ${MARK}\n    more\n  c: "${MARK}"\n`;

  /** Part of the value tells as much as all of it. */
  function leaks({ facts: { origins, ...facts } }: SourcesRead): boolean {
    const shown = JSON.stringify([origins.size, facts], (_, value: unknown) =>
      value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
    );
    return shown.includes(MARK.slice(0, 8));
  }

  test.each([
    ['YAML', 'x.yaml', YAML],
    ['JSON', 'x.json', JSON.stringify(SECRET)],
    ['indented JSON', 'x.json', JSON.stringify(SECRET, null, 2)],
    ['a JSON list', 'x.json', `{"kind":"List","items":[${JSON.stringify(SECRET)}]}`],
  ])('%s, cut, and with each sign replaced', async (_, name, text) => {
    const leaking: string[] = [];
    for (let at = 0; at <= text.length; at++) {
      const rest = text.slice(at + 1);
      for (const content of [
        text.slice(0, at),
        ...['', '"', '\n', '{', '\u0001', ':'].map((sign) => `${text.slice(0, at)}${sign}${rest}`),
      ]) {
        // A stream keeps positions as well, so it takes every part of the reader.
        const bytes = Buffer.from(name.endsWith('.json') ? content : `# a comment\n${content}`);
        if (leaks(await readSources(['-'], { defaultNamespace: 'default', stdin: () => Readable.from([bytes]) })))
          leaking.push(content);
      }
    }
    expect(leaking).toEqual([]);
  });

  test('the search finds a value that is shown', async () => {
    const bytes = Buffer.from(`apiVersion: v1\nkind: Namespace\nmetadata: {name: ${MARK}}\n`);
    expect(leaks(await readSources(['-'], { defaultNamespace: 'default', stdin: () => Readable.from([bytes]) }))).toBe(
      true,
    );
  });
});
