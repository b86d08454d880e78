// For the tests of transit: two Deployments, the Service of one of them, and what a row adds.
import { factsOf } from './facts-of.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Admission } from '../transit/authorizations.ts';
import { kindOf, TransitAnswers } from '../transit/answers.ts';
import type { EdgeAnswer } from '../transit/answers.ts';
import type { TransitState } from '../transit/edge.ts';

export interface World {
  /** Fields of the namespaces' metadata, in flow style. */
  readonly clients?: string;
  readonly servers?: string;
  /** Metadata of the pods, labels apart from `app`. */
  readonly client?: string;
  readonly server?: string;
  /** Fields of the pod specs. */
  readonly clientSpec?: string;
  readonly serverSpec?: string;
  /** Of the server's container, and of the Service's port. */
  readonly container?: string;
  readonly servicePort?: string;
  /** Of the client's container. */
  readonly clientContainer?: string;
  /** Whole documents. */
  readonly objects?: string;
}

function labelsOf(app: string, labels = ''): string {
  return `{ app: ${app}${labels === '' ? '' : `, ${labels}`} }`;
}

interface Maker {
  readonly namespace: string;
  readonly app: string;
  readonly metadata?: string;
  readonly spec?: string;
  readonly container?: string;
}

/** `metadata`: labels, then annotations behind a `;`. */
function deployment({ namespace, app, metadata = '', spec = '', container = '' }: Maker): string {
  const [labels = '', annotations = ''] = metadata.split(';');
  const more = container === '' ? '' : `, ${container}`;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: ${labelsOf(app, labels.trim())}, annotations: {${annotations}} }
    spec: { ${spec === '' ? '' : `${spec}, `}containers: [{ name: app, image: i${more} }] }
`;
}

export function worldOf(world: World): string {
  return `apiVersion: v1
kind: Namespace
metadata: { name: clients, ${world.clients ?? ''} }
---
apiVersion: v1
kind: Namespace
metadata: { name: servers, ${world.servers ?? ''} }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: servers }
spec: { clusterIP: 10.96.0.7, selector: { app: web }, ports: [{ port: 80, targetPort: 8080, ${world.servicePort ?? ''} }] }
${deployment({ namespace: 'clients', app: 'client', metadata: world.client ?? '', spec: world.clientSpec ?? '', container: world.clientContainer ?? '' })}${deployment({ namespace: 'servers', app: 'web', metadata: world.server ?? '', spec: world.serverSpec ?? '', container: world.container ?? '' })}${world.objects === undefined ? '' : `---\n${world.objects}`}`;
}

const ASKED: ConnectRequest = {
  from: 'deployment:clients/client',
  to: 'service:servers/web',
  port: 80,
  protocol: 'TCP',
};

const areAlike = (answers: readonly EdgeAnswer[]): boolean => new Set(answers.map(kindOf)).size === 1;

/** The state of the edge from the client to the Service, or of another request. */
export function stateIn(world: World, asked: Partial<ConnectRequest> = {}, at?: string): TransitState | undefined {
  const answers = new TransitAnswers(factsOf(worldOf(world)), at).of({ ...ASKED, ...asked });
  return areAlike(answers) ? answers[0]?.state : undefined;
}

/** What policies of authorization of the mesh make of it; undefined where none has a say. */
export function admissionIn(world: World, asked: Partial<ConnectRequest> = {}): Admission['verdict'] | undefined {
  const answers = new TransitAnswers(factsOf(worldOf(world))).of({ ...ASKED, ...asked });
  return areAlike(answers) ? answers[0]?.admission?.verdict : undefined;
}

/** The texts of the basis. */
export function basisIn(world: World, asked: Partial<ConnectRequest> = {}, at?: string): string[] {
  const [first] = new TransitAnswers(factsOf(worldOf(world)), at).of({ ...ASKED, ...asked });
  return (first?.basis ?? []).map(({ text }) => text);
}
