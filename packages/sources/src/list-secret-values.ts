// Lists the Secrets of a live cluster through the one transport, and hands on their values sealed, one by one.
import { NO_DOCUMENT } from '@watertight/engine';
import { Sealed } from '@watertight/sealed';
import { ClusterError } from './cluster/cluster-error.ts';
import { Credentials } from './cluster/credentials/credentials.ts';
import { askVersion } from './cluster/handshake.ts';
import { fieldsOf, textOf } from './cluster/kubeconfig/narrow.ts';
import { findTarget } from './cluster/kubeconfig/target.ts';
import { ListReader } from './cluster/lists/list.ts';
import { WHOLE } from './cluster/lists/page.ts';
import { secretValuesNotice } from './cluster/notices.ts';
import type { Sink } from './cluster/sink.ts';
import { Transport } from './cluster/transport/transport.ts';
import type { SecretValue, SecretValuesSettings } from './secret-value.ts';

const SECRETS = { group: '', version: 'v1', resource: 'secrets', kind: 'Secret', namespaced: true } as const;
type Take = (value: SecretValue) => void;

/** See `readSecretValues`. */
export async function listSecretValues(settings: SecretValuesSettings, take: Take): Promise<void> {
  const { namespace, surroundings, onNotice, pageObjects } = settings;
  const target = findTarget(settings, surroundings);
  onNotice(secretValuesNotice(target, namespace));
  const transport = new Transport(target, new Credentials(target, surroundings.env), settings);
  try {
    await askVersion(transport, target);
    const reader = new ListReader(transport, sinkOf(take), pageObjects);
    const request = { resource: SECRETS, shape: WHOLE, ...(namespace !== undefined && { namespace }) };
    const { state, reason = '' } = await reader.read(request);
    if (state !== 'read') throw notRead(namespace, reason);
  } finally {
    await transport.close();
  }
}

function notRead(namespace: string | undefined, reason: string): ClusterError {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  const flags = namespace === undefined ? '-A' : `-n ${namespace}`;
  return new ClusterError(
    'unreachable',
    `cannot read all Secrets of ${where}: ${reason}`,
    `It takes the right to list them: kubectl auth can-i list secrets ${flags}.`,
  );
}

function sinkOf(take: Take): Sink {
  return {
    add: (object) => {
      each(object, take);
      return NO_DOCUMENT;
    },
    // A hash that was made of a value stays true when the value comes again.
    discard: () => undefined,
    version: () => undefined,
    cover: () => undefined,
    advance: () => undefined,
    listDone: () => undefined,
  };
}

function each(object: unknown, take: Take): void {
  const { metadata, type, data } = fieldsOf(object);
  const { namespace, name } = fieldsOf(metadata);
  for (const [key, value] of Object.entries(fieldsOf(data))) {
    const bytes = new Sealed<Uint8Array>(Buffer.from(textOf(value), 'base64'));
    take({ name: `${textOf(namespace)}/${textOf(name)}`, type: textOf(type), key, value: bytes });
  }
}
