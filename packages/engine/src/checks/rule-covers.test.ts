// Which rules let through all that another does: each with the twin that does not.
import { describe, expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import { RuleCovers } from './rule-covers.ts';

function covers(wide: unknown, narrow: unknown): boolean {
  const { networkPolicies } = readAll({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'a' },
    spec: { podSelector: {}, ingress: [wide, narrow] },
  });
  const [one, other] = networkPolicies[0]?.ingress ?? [];
  if (one === undefined || other === undefined) throw new Error('no rules');
  return new RuleCovers().covers(one, other);
}

const from = (...peers: unknown[]) => ({ from: peers });
const ports = (...list: unknown[]) => ({ ports: list });
const block = (cidr: string, ...except: string[]) => from({ ipBlock: { cidr, except } });
const pods = (labels: object) => ({ podSelector: { matchLabels: labels } });
const WEB = pods({ app: 'web' });
const ALL = { namespaceSelector: {} };

describe('covers', () => {
  test.each<[string, unknown, unknown]>([
    ['itself', from(WEB), from(WEB)],
    ['everything, anything', {}, from(WEB)],
    ['a protocol, a port of it', ports({ protocol: 'UDP' }), ports({ protocol: 'UDP', port: 53 })],
    ['a range, a range in it', ports({ port: 1, endPort: 9 }), ports({ port: 1, endPort: 5 })],
    ['a name, the same name', ports({ port: 'http' }), ports({ port: 'http' })],
    ['ports, some of them', ports({ port: 1 }, { port: 2 }), ports({ port: 2 })],
    ['fewer labels, more', from(WEB), from(pods({ app: 'web', tier: 'x' }))],
    ['all pods here, some here', from({ podSelector: {} }), from(WEB)],
    ['all namespaces, one', from(ALL), from({ namespaceSelector: { matchLabels: { a: 'b' } }, ...WEB })],
    ['all namespaces, the own', from(ALL), from(WEB)],
    ['a block, a part of it', block('10.0.0.0/8'), block('10.1.0.0/16')],
    ['a hole elsewhere', block('10.0.0.0/8', '10.2.0.0/16'), block('10.1.0.0/16')],
    ['a hole in both', block('10.0.0.0/8', '10.1.2.0/24'), block('10.1.0.0/16', '10.1.2.0/23')],
  ])('%s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });
});

describe('does not cover', () => {
  test.each<[string, unknown, unknown]>([
    ['some, everything', from(WEB), {}],
    ['a protocol, another’s port', ports({ protocol: 'UDP' }), ports({ port: 53 })],
    ['a range, one beyond it', ports({ port: 1, endPort: 9 }), ports({ port: 5, endPort: 10 })],
    ['a range, a name', ports({ port: 1, endPort: 9 }), ports({ port: 'http' })],
    ['a port, a range from it', ports({ port: 1 }), ports({ port: 1, endPort: 2 })],
    ['some ports, every port', ports({ port: 1 }), from(WEB)],
    ['more labels, fewer', from(pods({ app: 'web', tier: 'x' })), from(WEB)],
    ['other labels', from(WEB), from(pods({ app: 'api' }))],
    ['the own namespace, all', from({ podSelector: {} }), from({ podSelector: {}, ...ALL })],
    ['one namespace, the own', from({ namespaceSelector: { matchLabels: { a: 'b' } } }), from(WEB)],
    ['pods, a block', from(ALL), block('10.0.0.0/8')],
    ['a block, pods', block('0.0.0.0/0'), from(WEB)],
    ['a part, the block', block('10.1.0.0/16'), block('10.0.0.0/8')],
    ['a hole in it', block('10.0.0.0/8', '10.1.2.0/24'), block('10.1.0.0/16')],
    ['a hole around it', block('10.0.0.0/8', '10.1.0.0/16'), block('10.1.2.0/24')],
    ['a hole wider than the other', block('10.0.0.0/8', '10.1.2.0/23'), block('10.1.0.0/16', '10.1.2.0/24')],
    ['the other family', block('::/0'), block('10.0.0.0/8')],
  ])('%s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });
});
