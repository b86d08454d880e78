// A key that is repeated: what only the earlier one gives is named, and the pod is judged by the last.
import { expect, test } from 'vitest';
import { podMisplacedField } from '../checks/pod-misplaced-field.ts';
import { factsOf } from '../testing/facts-of.ts';
import { overriddenFields } from './overridden.ts';

const pod = (contexts: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${contexts}
  containers: [{ name: web, image: web }]
`;
const PRIVILEGED = '  securityContext:\n    privileged: true';
const USER = '  securityContext:\n    runAsUser: 1001';

test.each([
  ['privileged first', `${PRIVILEGED}\n${USER}`, ['/securityContext/privileged'], 1],
  ['privileged last', `${USER}\n${PRIVILEGED}`, ['/securityContext/runAsUser'], 1],
  ['nothing repeated', USER, undefined, 0],
  ['the same twice', `${USER}\n${USER}`, undefined, 0],
])('%s', (_, contexts, overridden, findings) => {
  const facts = factsOf(pod(contexts));
  expect(facts.workloads[0]?.overridden).toEqual(overridden);
  expect([...podMisplacedField.find(facts)]).toHaveLength(findings);
});

test('names no more than a few, and never a value', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field${index}`, 'not-a-real-value']));
  const found = overriddenFields({ spec: many }, { spec: {} }, '/spec');
  expect(found).toHaveLength(20);
  expect(found.join(' ')).not.toContain('not-a-real-value');
});
