// Webhooks: which rules send Secrets.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

const RULE = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['secrets'] };

test.each([
  ['secrets', RULE, true],
  ['all', { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }, true],
  ['all with subresources', { ...RULE, resources: ['*/*'] }, true],
  ['secrets/* matches the bare resource in the matcher', { ...RULE, resources: ['secrets/*'] }, true],
  ['namespaced', { ...RULE, scope: 'Namespaced' }, true],
  ['pods', { ...RULE, resources: ['pods', 'pods/*'] }, false],
  ['another subresource', { ...RULE, resources: ['secrets/status', '*/status'] }, false],
  ['another group', { ...RULE, apiGroups: ['apps'] }, false],
  ['another version', { ...RULE, apiVersions: ['v1beta1'] }, false],
  ['connections only', { ...RULE, operations: ['CONNECT'] }, false],
  ['cluster-scoped only', { ...RULE, scope: 'Cluster' }, false],
  ['no operations', { ...RULE, operations: undefined }, false],
  ['no rule', 'secrets', false],
])('%s', (_name, rule, matchesSecrets) => {
  const webhooks = [
    {
      name: 'h',
      clientConfig: { service: { namespace: 'n', name: 's' } },
      rules: [rule],
      namespaceSelector: { matchLabels: { a: 'b' } },
    },
  ];
  const facts = readAll({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'w' },
    webhooks,
  });
  expect(facts.webhooks).toMatchObject([
    {
      type: 'validating',
      webhooks: [
        {
          name: 'h',
          service: { namespace: 'n', name: 's' },
          matchesSecrets,
          failurePolicy: 'Fail',
          pointer: '/webhooks/0',
          namespaceSelector: { matchLabels: new Map([['a', 'b']]) },
        },
      ],
    },
  ]);
});

test('a URL is kept without userinfo and query', () => {
  const webhooks = [
    { name: 'h', clientConfig: { url: 'https://user:fake@host/x?token=fake' }, failurePolicy: 'Ignore' },
  ];
  const facts = readAll({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'w' },
    webhooks,
  });
  expect(facts.webhooks[0]).toMatchObject({
    type: 'mutating',
    webhooks: [{ url: 'https://host/x', failurePolicy: 'Ignore' }],
  });
});
