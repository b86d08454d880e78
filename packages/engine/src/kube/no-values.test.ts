// A marked secret value is in no fact and no coverage entry.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyText, readAll } from './test-input.ts';

const MARKED = 'MARKED-fake-value-0';
const encoded = Buffer.from(MARKED).toString('base64');
const marked = fc.constantFrom(
  MARKED,
  encoded,
  `x ${MARKED}`,
  `${encoded}!`,
  `https://user:${MARKED}@host`,
  `{{ ${MARKED}`,
  `ENC[${MARKED}`,
);

test('a marked value is nowhere in facts or coverage', () => {
  const values = fc.dictionary(
    fc.string({ minLength: 1 }),
    fc.oneof(
      marked,
      marked.map((text) => [text]),
      marked.map((text) => ({ a: text })),
    ),
  );
  fc.assert(
    fc.property(values, values, fc.boolean(), (data, stringData, embedded) => {
      const applied = JSON.stringify({ data, stringData, all: [MARKED, encoded] });
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        data,
        stringData,
        metadata: {
          name: 's',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': applied,
            'other.example/applied': applied,
            note: MARKED,
          },
          managedFields: [{ fieldsV1: { a: MARKED } }],
        },
      };
      const withValue = { ...secret, stringData: { ...stringData, known: MARKED } };
      const holder = {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'h' },
        spec: { manifests: [withValue] },
        status: { a: MARKED },
      };
      const text = everyText(
        readAll(embedded ? holder : withValue, { ...withValue, kind: 'ConfigMap', metadata: { name: 'c' } }),
      );
      expect(text).not.toContain(MARKED);
      expect(text).not.toContain(encoded);
    }),
  );
});

test('literals beside Secrets are nowhere either', () => {
  const spec = {
    containers: [
      {
        name: 'c',
        env: [{ name: 'PASSWORD', value: MARKED }],
        command: ['sh', '-c', `mysql --password=${MARKED}`],
        args: ['--token', MARKED],
        livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: MARKED }] } },
      },
    ],
    volumes: [{ name: 'v', csi: { driver: 'd', volumeAttributes: { password: MARKED } } }],
  };
  const facts = readAll(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': MARKED } },
      spec,
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { name: 'w' },
      spec: { templates: [{ container: spec.containers[0] }] },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 's' },
      parameters: { password: MARKED },
    },
  );
  expect(everyText(facts)).not.toContain(MARKED);
});
