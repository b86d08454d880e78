// For tests: the facts of a text of YAML manifests, read by the same readers as everything else.
import { readYaml, splitYaml } from '@watertight/syntax';
import type { Facts } from '../facts/facts.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';

export function factsOf(manifests: string, kubernetesVersion?: string): Facts {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default', ...(kubernetesVersion !== undefined && { kubernetesVersion }) });
  const bytes = new TextEncoder().encode(manifests);
  for (const { offset, length } of splitYaml(bytes)) {
    const { value, empty } = readYaml(new TextDecoder().decode(bytes.subarray(offset, offset + length)));
    if (!empty) builder.add(value, origins.add({ source: 'test.yaml', offset, length, base: '', format: 'yaml' }));
  }
  return builder.finish();
}
