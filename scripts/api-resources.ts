// Writes the table of built-in API resources, all supported Kubernetes versions together, from Kubernetes' own module.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Newest first: where two versions differ in a resource's names, the newer one counts. */
const RELEASES = ['1.37.2', '1.36.3', '1.35.4', '1.34.4', '1.33.13', '1.32.13', '1.31.14', '1.30.14', '1.29.6'];
// The answers of an API server's aggregated discovery, groups in the server's order of priority.
const DOCUMENTS = ['aggregated_v2.json', 'aggregated_v2beta1.json'];
const TARGET = new URL('../packages/engine/src/access/vocabulary/data/api-resources.json', import.meta.url);

interface Discovery {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly { readonly resources?: readonly Resource[] }[];
  }[];
}
interface Resource {
  readonly resource: string;
  readonly singularResource: string;
  readonly responseKind: { readonly kind: string };
  readonly scope: 'Cluster' | 'Namespaced';
  readonly shortNames?: readonly string[];
}
type Row = readonly [plural: string, singular: string, scope: 'c' | 'n', ...shortNames: string[]];

/** Core discovery is a document of its own and has no group name, so core resources come first. */
function discoveryOf(release: string): Discovery['items'] {
  const answer = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`], {
    encoding: 'utf8',
  });
  const folder = join((JSON.parse(answer) as { Dir: string }).Dir, 'api/discovery');
  const core = JSON.parse(readFileSync(join(folder, 'api__v1.json'), 'utf8')) as { resources: CoreResource[] };
  const document = DOCUMENTS.map((name) => join(folder, name)).find(existsSync) as string;
  const named = JSON.parse(readFileSync(document, 'utf8')) as Discovery;
  const withoutSub = core.resources.filter((one) => !one.name.includes('/')).map(fromCore);
  return [{ metadata: {}, versions: [{ resources: withoutSub }] }, ...named.items];
}

interface CoreResource {
  readonly name: string;
  readonly singularName: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
}

function fromCore(one: CoreResource): Resource {
  return {
    resource: one.name,
    singularResource: one.singularName,
    responseKind: { kind: one.kind },
    scope: one.namespaced ? 'Namespaced' : 'Cluster',
    shortNames: one.shortNames ?? [],
  };
}

function addRelease(groups: Map<string, Map<string, Row>>, release: string): void {
  for (const { metadata, versions } of discoveryOf(release)) {
    const name = metadata.name ?? '';
    const rows = groups.get(name) ?? new Map<string, Row>();
    groups.set(name, rows);
    for (const one of versions.flatMap((version) => version.resources ?? [])) {
      if (rows.has(one.resource)) continue;
      const singular = one.singularResource || one.responseKind.kind.toLowerCase();
      rows.set(one.resource, [one.resource, singular, one.scope === 'Cluster' ? 'c' : 'n', ...(one.shortNames ?? [])]);
    }
  }
}

const groups = new Map<string, Map<string, Row>>();
for (const release of RELEASES) addRelease(groups, release);
const lines = [...groups].map(([group, rows]) => {
  const sorted = [...rows.values()].toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
  return `${JSON.stringify(group)}:[\n${sorted.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
});
writeFileSync(TARGET, `{${lines.join(',\n')}}\n`);
