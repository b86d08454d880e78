// L5: read a container's log as a file of the node that keeps it.
import type { Technique } from '../graph/rule-types.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { LOG_OF_WEB, logFindings, loggedPod } from './log-examples.ts';

const logged = logFindings() + loggedPod();
const other = (node: string): string =>
  podManifest(`{ nodeName: ${node}, containers: [{ name: api, image: api }] }`, 'api');
const shipper = (path: string, node = 'n1', more = ''): string =>
  podManifest(
    `{ nodeName: ${node}, ${more}containers: [{ name: ship, image: ship, volumeMounts: [{ name: v, mountPath: /logs, readOnly: true }] }], volumes: [{ name: v, hostPath: { path: ${path} } }] }`,
    'ship',
  );
const shippers = (kind: string): string =>
  deploymentManifest(
    '{ containers: [{ name: ship, image: ship, volumeMounts: [{ name: v, mountPath: /logs, readOnly: true }] }], volumes: [{ name: v, hostPath: { path: /var/log } }] }',
    'ship',
  ).replace('kind: Deployment', `kind: ${kind}`);
const FROM_NODE = { from: 'node:n1', to: LOG_OF_WEB } as const;
const FROM_SHIPPER = { from: 'pod:shop/ship', to: LOG_OF_WEB } as const;

export const l5: Technique = {
  id: 'L5',
  title: 'Read a log on the node',
  why: 'The runtime writes what containers print to /var/log/pods of their node, Docker to /var/lib/docker/containers, readable by root. Root on the node reads it, and so does every workload that mounts that folder or one above it, such as a shipper of logs, read-only or not, and sends it to a store with readers of its own; a DaemonSet has a pod on every node. The files outlive the container, until they are rotated or the pod is deleted.',
  fix: 'Change the credential, and stop the program from printing it; let shippers of logs mask credentials, and mount /var/log in nothing else.',
  references: [
    'https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-location-node',
    'https://kubernetes.io/docs/concepts/cluster-administration/logging/#cluster-level-logging-architectures',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'nodeKeepsLog', certainty: 'assumed' },
    { type: 'relation', relation: 'workloadReadsLogs', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail, doubts = [] }) => {
    const container = to.slice(to.indexOf('#log/') + '#log/'.length);
    return {
      because:
        detail === undefined
          ? `${from} keeps the log of container ${container}, which holds a credential`
          : `${detail}, which keeps the log of container ${container}, and that holds a credential`,
      conditions: [
        {
          text: 'the node still keeps what was read: logs are rotated, and go with their pod',
          settledBy: 'the files below /var/log/pods of the node',
        },
        ...doubts,
      ],
    };
  },
  examples: {
    exposed: [
      { name: 'the node of the pod', manifests: logged, ...FROM_NODE, certainty: 'assumed' },
      {
        name: 'a pod that has ended',
        manifests: logFindings() + loggedPod().replace('Running', 'Succeeded'),
        ...FROM_NODE,
        certainty: 'assumed',
      },
      { name: 'a shipper of logs', manifests: logged + shipper('/var/log'), ...FROM_SHIPPER, certainty: 'assumed' },
      {
        name: 'the folder of the pods’ logs alone',
        manifests: logged + shipper('/var/log/pods'),
        ...FROM_SHIPPER,
        certainty: 'assumed',
      },
      {
        name: 'the folder in which Docker writes',
        manifests: logged + shipper('/var/lib/docker/containers'),
        ...FROM_SHIPPER,
        certainty: 'assumed',
      },
      {
        name: 'a DaemonSet, whose pods the input lacks',
        manifests: logged + shippers('DaemonSet'),
        from: 'daemonset:shop/ship',
        to: LOG_OF_WEB,
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'a Deployment, of which a pod may run elsewhere',
        manifests: logged + shippers('Deployment'),
        from: 'deployment:shop/ship',
        to: LOG_OF_WEB,
      },
      { name: 'another folder of Docker', manifests: logged + shipper('/var/lib/docker/volumes'), ...FROM_SHIPPER },
      { name: 'another node', manifests: logFindings() + loggedPod('n2') + other('n1'), ...FROM_NODE },
      { name: 'the log of another pod', manifests: logFindings('api') + loggedPod() + other('n2'), ...FROM_NODE },
      { name: 'a pod that the input lacks', manifests: logFindings() + other('n1'), ...FROM_NODE },
      { name: 'a shipper on another node', manifests: logged + shipper('/var/log', 'n2'), ...FROM_SHIPPER },
      { name: 'a folder that holds no pod’s log', manifests: logged + shipper('/var/log/audit'), ...FROM_SHIPPER },
      { name: 'a folder of links alone', manifests: logged + shipper('/var/log/containers'), ...FROM_SHIPPER },
      {
        name: 'a shipper that is not root',
        manifests: logged + shipper('/var/log', 'n1', 'securityContext: { runAsUser: 1000 }, '),
        ...FROM_SHIPPER,
      },
      { name: 'a container does not see its own log', manifests: logged, from: 'pod:shop/web', to: LOG_OF_WEB },
    ],
  },
};
