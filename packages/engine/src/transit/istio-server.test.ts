// What a port accepts: one row each, decided by hand from Istio's documentation; twins stand beside each other.
import { describe, expect, test } from 'vitest';
import type { TransitState } from './edge.ts';
import { HTTP, ON, all, peer } from '../testing/istio-objects.ts';
import type { Peer } from '../testing/istio-objects.ts';
import { stateIn } from '../testing/transit-world.ts';

/** From a client without a proxy: what the port accepts shows as refused or plain. */
describe('PeerAuthentication', () => {
  const OLD = '2024-01-01T00:00:00Z';
  const NEW = '2025-01-01T00:00:00Z';
  const strict = (more: Partial<Peer> = {}): string => peer({ namespace: 'servers', mode: 'STRICT', ...more });
  test.each<[string, string, TransitState]>([
    ['none: PERMISSIVE', '', 'plain'],
    ['STRICT for the namespace', strict(), 'refused'],
    ['of another namespace', strict({ namespace: 'clients' }), 'plain'],
    ['STRICT for the mesh', strict({ namespace: 'istio-system' }), 'refused'],
    ['DISABLE for the namespace', strict({ mode: 'DISABLE' }), 'plain'],
    ['PERMISSIVE for the namespace', strict({ mode: 'PERMISSIVE' }), 'plain'],
    [
      'a selector in the root namespace counts for nothing',
      strict({ namespace: 'istio-system', selector: 'app: web' }),
      'plain',
    ],
    ['namespace over mesh', all(strict({ namespace: 'istio-system' }), strict({ mode: 'PERMISSIVE' })), 'plain'],
    ['UNSET inherits from the mesh', all(strict({ namespace: 'istio-system' }), strict({ mode: 'UNSET' })), 'refused'],
    ['no mode inherits from the mesh', all(strict({ namespace: 'istio-system' }), strict({ mode: '' })), 'refused'],
    [
      'workload over namespace',
      all(strict(), strict({ name: 'w', selector: 'app: web', mode: 'PERMISSIVE' })),
      'plain',
    ],
    ['another workload', all(strict(), strict({ name: 'w', selector: 'app: api', mode: 'PERMISSIVE' })), 'refused'],
    ['workload UNSET inherits', all(strict(), strict({ name: 'w', selector: 'app: web', mode: 'UNSET' })), 'refused'],
    [
      'port over workload',
      strict({ selector: 'app: web', mode: 'PERMISSIVE', ports: '8080: { mode: STRICT }' }),
      'refused',
    ],
    ['another port', strict({ selector: 'app: web', mode: 'PERMISSIVE', ports: '9090: { mode: STRICT }' }), 'plain'],
    [
      'the Service’s port is not the container’s',
      strict({ selector: 'app: web', mode: 'PERMISSIVE', ports: '80: { mode: STRICT }' }),
      'plain',
    ],
    ['port UNSET inherits', strict({ selector: 'app: web', ports: '8080: { mode: UNSET }' }), 'refused'],
    ['port DISABLE under STRICT', strict({ selector: 'app: web', ports: '8080: { mode: DISABLE }' }), 'plain'],
    [
      'ports without a selector count for nothing',
      strict({ mode: 'PERMISSIVE', ports: '8080: { mode: STRICT }' }),
      'plain',
    ],
    [
      'the oldest of one scope',
      all(strict({ name: 'a', created: NEW }), strict({ name: 'b', mode: 'PERMISSIVE', created: OLD })),
      'plain',
    ],
    [
      'the oldest of one scope, the other way round',
      all(strict({ name: 'a', created: OLD }), strict({ name: 'b', mode: 'PERMISSIVE', created: NEW })),
      'refused',
    ],
    [
      'equal ages: by name',
      all(strict({ name: 'a', created: OLD }), strict({ name: 'b', mode: 'PERMISSIVE', created: OLD })),
      'refused',
    ],
    ['ages that are not known', all(strict({ name: 'a' }), strict({ name: 'b', mode: 'PERMISSIVE' })), 'unknown'],
    ['ages that are not known, and do not matter', all(strict({ name: 'a' }), strict({ name: 'b' })), 'refused'],
    [
      'unknown of the namespace, told for the workload',
      all(
        strict({ name: 'a' }),
        strict({ name: 'b', mode: 'PERMISSIVE' }),
        strict({ name: 'c', selector: 'app: web' }),
      ),
      'refused',
    ],
    [
      'another root namespace',
      all(
        strict({ namespace: 'mesh-config' }),
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata:\n  mesh: |\n    rootNamespace: mesh-config\n',
      ),
      'refused',
    ],
    ['a mesh-wide policy outside of the root namespace', strict({ namespace: 'mesh-config' }), 'plain'],
  ])('%s', (_, objects, state) => {
    expect(stateIn({ servers: ON, ...HTTP, ...(objects !== '' && { objects }) })).toBe(state);
  });
});
