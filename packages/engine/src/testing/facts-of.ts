// For tests: the facts of a text of YAML manifests, read by the same readers as everything else.
import { readYaml, splitYaml } from '@watertight/syntax';
import type { Facts } from '../facts/facts.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';

export function factsOf(manifests: string, kubernetesVersion?: string): Facts {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, {
    defaultNamespace: 'default',
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  });
  const bytes = new TextEncoder().encode(manifests);
  for (const { offset, length } of splitYaml(bytes)) {
    const text = new TextDecoder().decode(bytes.subarray(offset, offset + length));
    const { value, empty, problems } = readYaml(text);
    if (empty) continue;
    const earlier = problems.length === 0 ? undefined : readYaml(text, {}, 'first').value;
    builder.add(value, origins.add({ source: 'test.yaml', offset, length, base: '', format: 'yaml' }), earlier);
  }
  return builder.finish();
}
