// Reads a live cluster into facts, as files are read: the same builder, another source.
import { NO_DOCUMENT } from '@watertight/engine';
import { Credentials } from './cluster/credentials/credentials.ts';
import { ClusterSession } from './cluster/session.ts';
import type { Sink } from './cluster/sink.ts';
import { findTarget } from './cluster/kubeconfig/target.ts';
import { Transport } from './cluster/transport/transport.ts';
import { Collection } from './collection.ts';
import { FileLocator } from './locator.ts';
import type { ClusterSettings } from './cluster-settings.ts';
import type { SourcesRead } from './read-sources.ts';
import type { ReadSettings } from './settings.ts';
import { snapshotOf } from './snapshot.ts';

/**
 * Lists what the caller may list; nothing is created but access reviews, which the server does not keep. Throws `ClusterError` where
 * there is no cluster to read; what cannot be listed is coverage, also where the signal is aborted half-way.
 */
export async function readCluster(cluster: ClusterSettings, settings: ReadSettings): Promise<SourcesRead> {
  const { env } = cluster.surroundings;
  const target = findTarget(cluster, cluster.surroundings);
  const { signal } = settings;
  const transport = new Transport(target, new Credentials(target, env), {
    agent: cluster.agent,
    ...(cluster.requestMs !== undefined && { requestMs: cluster.requestMs }),
    ...(cluster.wait !== undefined && { wait: cluster.wait }),
    ...(signal !== undefined && { signal }),
  });
  const { signal: _, ...rest } = settings;
  const collection = new Collection(rest);
  const source = `cluster:${target.context}`;
  const session = new ClusterSession(transport, target, sinkOf(collection, source), {
    secretValues: cluster.secretValues,
    ...(cluster.secretValuesHint !== undefined && { secretValuesHint: cluster.secretValuesHint }),
    onNotice: cluster.onNotice,
    ...(cluster.namespace !== undefined && { namespace: cluster.namespace }),
    ...(cluster.pageObjects !== undefined && { pageObjects: cluster.pageObjects }),
    ...(signal !== undefined && { signal }),
  });
  try {
    await session.read();
  } finally {
    await transport.close();
  }
  await collection.settled();
  const locator = new FileLocator(collection);
  return { facts: collection.builder.finish(), locator, snapshot: () => snapshotOf(collection, locator) };
}

function sinkOf(collection: Collection, source: string): Sink {
  const { builder, origins } = collection;
  const place = { source, offset: 0, length: 0, base: '', format: 'json' } as const;
  return {
    add: (object, isMetadata) => {
      const document = origins.add(place);
      if (isMetadata) builder.addMetadata(object, document);
      else builder.add(object, document);
      return document;
    },
    discard: (documents) => builder.discard(documents),
    version: (gitVersion) => builder.add({ serverVersion: { gitVersion } }, NO_DOCUMENT),
    cover: (entry) => builder.addCoverage({ source, ...entry }),
    advance: (bytes) => collection.advance(bytes),
    listDone: () => collection.fileDone(),
  };
}
