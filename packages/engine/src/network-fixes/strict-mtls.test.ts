// STRICT for a namespace: which clients would break, and where there is nothing to do.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { peer } from '../testing/istio-objects.ts';
import { Groups } from './groups.ts';
import { ServiceEnds } from './service-ends.ts';
import { settingNeeds } from './setting-needs.ts';
import { strictMtls } from './strict-mtls.ts';

const namespace = (name: string, labels: string): string =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {${labels}}}\n`;
const deployment = (name: string, where: string, value = 'none'): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${where}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: c, image: c, ports: [{containerPort: 8080}], env: [{name: API, value: '${value}'}]}]}
`;
const API =
  deployment('api', 'shop') +
  '---\napiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop}\nspec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}\n';
const MESHED = namespace('shop', 'istio-injection: enabled');

function strict(manifests: string): ReturnType<typeof strictMtls> {
  const facts = factsOf(manifests);
  const groups = new Groups(facts);
  const { needs } = settingNeeds(facts, groups, new ServiceEnds(facts, groups));
  return strictMtls('shop', facts, groups, needs);
}

test('a client with a proxy keeps its connection, one without would break', () => {
  const inside = strict(MESHED + API + deployment('web', 'shop', 'http://api'));
  expect(inside?.breaks).toEqual([]);
  expect(inside?.manifest).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'watertight-strict', namespace: 'shop' },
    spec: { mtls: { mode: 'STRICT' } },
  });
  const outside = strict(MESHED + API + namespace('old', '') + deployment('web', 'old', 'http://api.shop'));
  expect(outside?.breaks.map((text) => text.split(': ', 1)[0])).toEqual([
    'deployment:old/web → deployment:shop/api 8080/TCP',
  ]);
});

test.each([
  ['the namespace is strict', `${MESHED + API}---\n${peer({ namespace: 'shop', mode: 'STRICT' })}`],
  [
    'the only workload has a policy of its own',
    `${MESHED + API}---\n${peer({ namespace: 'shop', mode: 'PERMISSIVE', selector: 'app: api' })}`,
  ],
  ['nothing of it is in the mesh', namespace('shop', '') + API],
])('nothing to do: %s', (_, manifests) => {
  expect(strict(manifests)).toBeUndefined();
});

test('the policy that the namespace has is the one that changes', () => {
  const own = `---\n${peer({ namespace: 'shop', name: 'own', mode: 'PERMISSIVE' })}`;
  expect(strict(MESHED + API + own)?.manifest.metadata.name).toBe('own');
});
