// Writes kubeconfig files, as JSON, with everything inside.
import { writeFileSync } from 'node:fs';
import type { Credentials, Endpoint } from './client.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

function user({ certificate, token }: Credentials): object {
  return {
    ...(token === undefined ? {} : { token }),
    ...(certificate === undefined
      ? {}
      : {
          'client-certificate-data': base64(certificate.certificate),
          'client-key-data': base64(certificate.key),
        }),
  };
}

/** Writes a kubeconfig with one context called `testbed`, readable by its owner only, and returns its path. */
export function writeKubeconfig(file: string, endpoint: Endpoint, credentials: Credentials): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'testbed', cluster: { server: endpoint.url, 'certificate-authority-data': base64(endpoint.authority) } },
    ],
    users: [{ name: 'testbed', user: user(credentials) }],
    contexts: [{ name: 'testbed', context: { cluster: 'testbed', user: 'testbed' } }],
    'current-context': 'testbed',
  };
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return file;
}
