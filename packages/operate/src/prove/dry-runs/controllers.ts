// What makes pods: created with a template of the position's own design, or changed to have one.
import type { ApiRequest } from '@watertight/engine';
import { podSpecChangeFor, podSpecFor } from './pods.ts';
import { citedName, create, patch, STRATEGIC, TRIED } from './try-out.ts';
import type { Maker } from './try-out.ts';

const LABELS = { app: TRIED };

interface Kind {
  readonly kind: string;
  /** The ServiceAccount of kube-system whose controller makes the pods. */
  readonly controller: string;
  /** The rest of the spec around a template. */
  readonly specOf: (template: object) => object;
  /** Where the template stands. */
  readonly changeOf?: (template: object) => object;
}

const selected = (template: object): object => ({ selector: { matchLabels: LABELS }, template });

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['apps/deployments', { kind: 'Deployment', controller: 'replicaset-controller', specOf: selected }],
  ['apps/replicasets', { kind: 'ReplicaSet', controller: 'replicaset-controller', specOf: selected }],
  ['apps/daemonsets', { kind: 'DaemonSet', controller: 'daemon-set-controller', specOf: selected }],
  [
    'apps/statefulsets',
    {
      kind: 'StatefulSet',
      controller: 'statefulset-controller',
      specOf: (template) => ({ serviceName: TRIED, ...selected(template) }),
    },
  ],
  [
    '/replicationcontrollers',
    {
      kind: 'ReplicationController',
      controller: 'replication-controller',
      specOf: (template) => ({ selector: LABELS, template }),
    },
  ],
  ['batch/jobs', { kind: 'Job', controller: 'job-controller', specOf: (template) => ({ template }) }],
  [
    'batch/cronjobs',
    {
      kind: 'CronJob',
      controller: 'job-controller',
      specOf: (template) => ({ schedule: '0 0 1 1 *', jobTemplate: { spec: { template } } }),
      changeOf: (template) => ({ jobTemplate: { spec: { template } } }),
    },
  ],
]);

function kindOf({ group, resource }: ApiRequest): Kind | undefined {
  return KINDS.get(`${group}/${resource}`);
}

/** The account that makes the pods of what the request creates or changes; Pod Security and the like judge it, not the position. */
export function podMakerOf(request: ApiRequest): string | undefined {
  const kind = kindOf(request);
  return kind && `serviceaccount:kube-system/${kind.controller}`;
}

export const createController: Maker = (occasion) => {
  const { step, next, request } = occasion;
  const kind = kindOf(request);
  if (kind === undefined) return undefined;
  const restarts = request.group === 'batch' ? 'Never' : 'Always';
  const template = { metadata: { labels: LABELS }, spec: podSpecFor(step, next, restarts) };
  return create(occasion, { kind: kind.kind, spec: kind.specOf(template) });
};

export const patchController: Maker = (occasion) => {
  const kind = kindOf(occasion.request);
  if (kind === undefined) return undefined;
  const template = { spec: podSpecChangeFor(occasion.step, occasion.next) };
  return patch(occasion.request, {
    body: { spec: kind.changeOf?.(template) ?? { template } },
    contentType: STRATEGIC,
    name: citedName(occasion, kind.kind.toLowerCase()),
  });
};
