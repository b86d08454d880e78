// For the tests of needs: objects from the few fields that a row is about, and what of a namespace is needed.
import { compile } from '../reach/compile.ts';
import { collectNeeds } from '../network-fixes/collect-needs.ts';
import { resolversOf } from '../network-fixes/dns-needs.ts';
import { Groups } from '../network-fixes/groups.ts';
import { endId } from '../network-fixes/need.ts';
import type { ObservedFlow } from '../network-fixes/observed-flow.ts';
import { Observed } from '../network-fixes/observed-needs.ts';
import { PodDns } from '../network-fixes/pod-dns.ts';
import { ServiceEnds } from '../network-fixes/service-ends.ts';
import { factsOf } from './facts-of.ts';

export interface Pod {
  readonly namespace?: string;
  readonly labels?: string;
  readonly annotations?: string;
  readonly image?: string;
  readonly more?: string;
  readonly container?: string;
  readonly ip?: string;
}

export function pod(name: string, settings: Pod = {}): string {
  const { namespace = 'shop', labels = `app: ${name}`, annotations = '', image = 'c', more = '' } = settings;
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}, annotations: {${annotations}}}
spec: {nodeName: n1${more}, containers: [{name: c, image: ${image}, ports: [{name: http, containerPort: 8080}]${settings.container ?? ''}}]}
${settings.ip === undefined ? '' : `status: {podIPs: [{ip: ${settings.ip}}]}\n`}`;
}

export function service(name: string, spec: string, metadata = ''): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop${metadata}}
spec: {${spec}}
`;
}

export const API =
  pod('api', { ip: '10.0.0.2' }) + service('api', 'selector: {app: api}, ports: [{port: 80, targetPort: http}]');
export const SERVER = `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}
addressType: IPv4
endpoints: [{addresses: [192.168.0.1]}]
ports: [{name: https, port: 6443, protocol: TCP}]
`;
export const env = (name: string, value: string): Pod => ({ container: `, env: [{name: ${name}, value: '${value}'}]` });
export const args = (...list: string[]): Pod => ({
  container: `, args: [${list.map((one) => `'${one}'`).join(', ')}]`,
});

export function needsOf(manifests: string, flows: readonly ObservedFlow[] = []): string[] {
  const facts = factsOf(manifests);
  const groups = new Groups(facts);
  const ends = new ServiceEnds(facts, groups);
  const { needs, unknown } = collectNeeds({
    facts,
    compiled: compile(facts, 'calico'),
    groups,
    ends,
    resolvers: resolversOf(facts, groups, ends),
    dns: new PodDns(facts, ends),
    fixed: new Set(['shop']),
    observed: new Observed(facts, groups, ends).of(flows).needs,
  });
  return [
    ...needs.map(
      ({ source, from, to, port, protocol }) => `${source}: ${endId(from)} → ${endId(to)} ${port}/${protocol}`,
    ),
    ...unknown.map(({ text }) => `unknown: ${text}`),
  ];
}
