// Rows on who a rule's peers are: empty lists, AND and OR, namespaces, expressions, peers that are refused. Decided by hand.
import { block } from './world.ts';
import type { Block } from './world.ts';

/** What may enter the database. */
const into = (ingress: string): string => `[shop: {podSelector: {matchLabels: {app: db}}, ingress: ${ingress}}]`;
const from = (peers: string): string => into(`[{from: ${peers}}]`);
const pods = (app: string): string => `podSelector: {matchLabels: {app: ${app}}}`;

export const PEERS: readonly Block[] = [
  block(
    'T4: from is an empty list: everyone',
    from('[]'),
    'allow ops/mon > shop/db 5432/TCP',
    'allow ip:8.8.8.8 > shop/db 5432/TCP',
  ),
  block(
    'T4: from is null: everyone, on the ports',
    into('[{from: null, ports: [{port: 5432}]}]'),
    'allow ops/mon > shop/db 5432/TCP',
    'deny ops/mon > shop/db 5433/TCP',
  ),
  block(
    'podSelector alone: of the own namespace',
    from(`[{${pods('web')}}]`),
    'allow shop/web > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
    'deny shop/api > shop/db 5432/TCP',
    'deny node:n1 > shop/db 5432/TCP',
    'deny ip:8.8.8.8 > shop/db 5432/TCP',
    'allow ip:10.1.0.10 > shop/db 5432/TCP',
    'deny ip:10.1.0.11 > shop/db 5432/TCP',
    'deny ip:10.1.2.21 > shop/db 5432/TCP',
  ),
  block(
    'podSelector {}: all pods of the own namespace',
    from('[{podSelector: {}}]'),
    'allow shop/api > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
    'deny lost/stray > shop/db 5432/TCP',
  ),
  block(
    'T5: namespaceSelector {}: all pods of all namespaces, and nothing else',
    from('[{namespaceSelector: {}}]'),
    'allow ops/web > shop/db 5432/TCP',
    'allow shop/web > shop/db 5432/TCP',
    'allow lost/stray > shop/db 5432/TCP',
    'deny ip:8.8.8.8 > shop/db 5432/TCP',
    'deny node:n1 > shop/db 5432/TCP',
    'undefined kube-system/agent > shop/db 5432/TCP',
    'deny kube-system/agent > shop/db 5432/TCP calico',
    'deny kube-system/agent > shop/db 5432/TCP cilium',
    'undefined kube-system/agent > shop/db 5432/TCP ovn',
  ),
  block(
    'namespaceSelector by a label; of a namespace without an object only the name is known',
    from('[{namespaceSelector: {matchLabels: {team: ops}}}]'),
    'allow ops/web > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
    'deny kube-system/dns > shop/db 5432/TCP',
    'undefined lost/stray > shop/db 5432/TCP',
  ),
  block(
    'namespaceSelector by the name that the API server writes',
    from('[{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: lost}}}]'),
    'allow lost/stray > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
  ),
  block(
    'T6: both selectors in one item: AND',
    from(`[{namespaceSelector: {matchLabels: {team: ops}}, ${pods('web')}}]`),
    'allow ops/web > shop/db 5432/TCP',
    'deny ops/mon > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
    'deny lost/stray > shop/db 5432/TCP',
  ),
  block(
    'T6: two items: OR',
    from(`[{namespaceSelector: {matchLabels: {team: ops}}}, {${pods('web')}}]`),
    'allow ops/web > shop/db 5432/TCP',
    'allow ops/mon > shop/db 5432/TCP',
    'allow shop/web > shop/db 5432/TCP',
    'deny shop/api > shop/db 5432/TCP',
    'deny kube-system/dns > shop/db 5432/TCP',
  ),
  block(
    'T5: namespaceSelector {} with a podSelector: of any namespace',
    from(`[{namespaceSelector: {}, ${pods('web')}}]`),
    'allow ops/web > shop/db 5432/TCP',
    'allow shop/web > shop/db 5432/TCP',
    'deny ops/mon > shop/db 5432/TCP',
  ),
  block(
    'T5: namespaceSelector null is missing: of the own namespace',
    from(`[{namespaceSelector: null, ${pods('web')}}]`),
    'allow shop/web > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
  ),
  block(
    'podSelector null is missing: all pods of the namespaces',
    from('[{namespaceSelector: {matchLabels: {team: ops}}, podSelector: null}]'),
    'allow ops/mon > shop/db 5432/TCP',
    'deny shop/api > shop/db 5432/TCP',
  ),
  block(
    'T21: In holds only with the key',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: In, values: [front, back]}]}}]'),
    'allow shop/web > shop/db 5432/TCP',
    'allow shop/api > shop/db 5432/TCP',
    'deny shop/new > shop/db 5432/TCP',
  ),
  block(
    'T21: NotIn holds without the key, too',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}}]'),
    'allow shop/api > shop/db 5432/TCP',
    'allow shop/new > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
  ),
  block(
    'T21: Exists',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}]'),
    'allow shop/web > shop/db 5432/TCP',
    'deny shop/new > shop/db 5432/TCP',
  ),
  block(
    'T21: DoesNotExist',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}]'),
    'allow shop/new > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
  ),
  block(
    'T21: DoesNotExist on a namespace',
    from('[{namespaceSelector: {matchExpressions: [{key: env, operator: DoesNotExist}]}}]'),
    'allow shop/web > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
    'undefined lost/stray > shop/db 5432/TCP',
  ),
  block(
    'T21: NotIn on a namespace, and on the name that is always known',
    from(
      '[{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [ops]}]}}]',
    ),
    'allow lost/stray > shop/db 5432/TCP',
    'allow kube-system/dns > shop/db 5432/TCP',
    'deny ops/mon > shop/db 5432/TCP',
  ),
  block(
    'labels and expressions must all hold',
    from('[{podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [back]}]}}]'),
    'deny shop/web > shop/db 5432/TCP',
    'deny shop/api > shop/db 5432/TCP',
  ),
  block(
    'the subject by an expression',
    '[shop: {podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}]',
    'deny ops/mon > shop/db 5432/TCP',
    'deny ops/mon > shop/api 9090/TCP',
    'allow ops/mon > shop/web 8080/TCP',
  ),
  block('a peer that names nothing is refused', from('[{}]'), 'undefined shop/web > shop/db 5432/TCP'),
  block('a peer that is null names nothing', from('[null]'), 'undefined shop/web > shop/db 5432/TCP'),
  block(
    'a block beside a selector is refused',
    from('[{podSelector: {}, ipBlock: {cidr: 8.8.8.0/24}}]'),
    'undefined ip:8.8.8.8 > shop/db 5432/TCP',
    'undefined shop/web > shop/db 5432/TCP',
    'allow shop/web > shop/api 9090/TCP',
  ),
  block(
    'In without values is refused',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: In, values: []}]}}]'),
    'undefined shop/web > shop/db 5432/TCP',
  ),
  block(
    'Exists with values is refused',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: Exists, values: [front]}]}}]'),
    'undefined shop/web > shop/db 5432/TCP',
  ),
  block(
    'an operator that does not exist is refused',
    from('[{podSelector: {matchExpressions: [{key: tier, operator: Equals, values: [front]}]}}]'),
    'undefined shop/web > shop/db 5432/TCP',
  ),
  block(
    'beside a valid policy that lets nothing in, a refused one changes nothing',
    `[shop: {podSelector: {}, ingress: []}, shop: {podSelector: {}, ingress: [{from: [{}]}]}]`,
    'deny shop/web > shop/db 5432/TCP',
  ),
  block(
    'beside one that lets all in, neither',
    `[shop: {podSelector: {}, ingress: [{}]}, shop: {podSelector: {}, ingress: [{from: [{}]}]}]`,
    'allow shop/web > shop/db 5432/TCP',
  ),
];
