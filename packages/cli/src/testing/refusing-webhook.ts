// An admission webhook on loopback that refuses changes of Secrets of one name, as a cluster's own webhooks may.
// https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { readPair } from '../../../../testbed/cluster/pki.ts';

export interface RefusingWebhook {
  /** For the cluster to ask it. */
  readonly configuration: ApiObject;
  stop(): Promise<void>;
}

interface Review {
  readonly request: { readonly uid: string; readonly name: string };
}

/** Its answer quotes what nobody may see: the reason must not come out anywhere. */
export async function startRefusingWebhook({ folder }: Cluster, name: string): Promise<RefusingWebhook> {
  const { certificate: cert, key } = readPair(folder, 'apiserver');
  const server = createServer({ cert, key }, (request, response) => {
    void (async () => {
      const { request: asked } = (await json(request)) as Review;
      const status = { message: 'MARKED: the webhook does not like it' };
      const answer = { uid: asked.uid, allowed: asked.name !== name, ...(asked.name === name && { status }) };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer }));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const caBundle = Buffer.from(readPair(folder, 'ca').certificate).toString('base64');
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['secrets'], operations: ['UPDATE'] };
  return {
    configuration: {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'refusing' },
      webhooks: [
        {
          name: 'refusing.example.com',
          clientConfig: { url: `https://127.0.0.1:${port}/`, caBundle },
          rules: [rule],
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
        },
      ],
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
