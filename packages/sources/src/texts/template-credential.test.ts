// Literals in Helm templates: what is found, under which place, and twins that are none.
import { findIn } from '@watertight/detect';
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
import { TEMPLATE_CREDENTIAL } from './template-credential.ts';

const values = (text: string): string[] =>
  findIn(text, [TEMPLATE_CREDENTIAL], 'scan').map(({ start, end }) => text.slice(start, end));

describe('in one line', () => {
  test.each([
    ['a: {{ "q8Zt4mVx1LbS" | b64enc }}', ['q8Zt4mVx1LbS']],
    ['a: {{ `q8Zt4mVx1LbS` | b64enc }}', ['q8Zt4mVx1LbS']],
    ['a: {{- b64enc "q8Zt4mVx1LbS" -}}', ['q8Zt4mVx1LbS']],
    ['a: {{ default "q8Zt4mVx1LbS" .Values.a | b64enc }}', ['q8Zt4mVx1LbS']],
    ['apiKey: {{ default "q8Zt4mVx1LbS" .Values.a }}', ['q8Zt4mVx1LbS']],
    ['a: {{ default "q8Zt4mVx1LbS" .Values.a }}', []],
    ['a: {{ "changeme" | b64enc }}', []],
    ['a: {{ "%s:%s" | printf | b64enc }}', []],
    ['a: {{ include "chart.name" . | b64enc }}', []],
    ['username: {{ "q8Zt4mVx1LbS" | b64enc }}', []],
    ['a: {{ "q8Zt4mVx1LbS" }} {{ .b | b64enc }}', []],
    ['a: "q8Zt4mVx1LbS" | b64enc', []],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));

  test('its own examples', () => {
    const { positive, negative } = TEMPLATE_CREDENTIAL.examples;
    for (const text of positive) expect(values(text.replace(/[«»]/g, ''))).toEqual([/«(.*)»/.exec(text)?.[1]]);
    for (const text of negative) expect(values(text)).toEqual([]);
  });
});

test('in a template of a chart', async () => {
  const text = 'kind: Secret\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  a: {{ "q8Zt4mVx1LbS" | b64enc }}\n';
  expect((await detectFiles({ 'templates/s.yaml': text })).lines).toEqual([
    'helm-template-literal templates/s.yaml:5:10-22',
  ]);
});
