// Writes the bootstrap policy of each supported Kubernetes version as compact data, from Kubernetes' own module.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** One patch release stands for its minor version; the policy does not change within one. */
const RELEASES = ['1.29.6', '1.30.14', '1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3', '1.37.2'];
// What the API server's own test compares its code with, all feature gates at their default.
const TESTDATA = 'plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata';
const FILES = [
  'cluster-roles',
  'cluster-role-bindings',
  'controller-roles',
  'controller-role-bindings',
  'namespace-roles',
  'namespace-role-bindings',
];
const TARGET = new URL('../packages/engine/src/access/bootstrap/data/policy.json', import.meta.url);
const ALWAYS_LABEL = 'kubernetes.io/bootstrapping';
const RULE_FIELDS = ['apiGroups', 'resources', 'verbs', 'resourceNames', 'nonResourceURLs'] as const;

type Rule = Partial<Record<(typeof RULE_FIELDS)[number], string[]>>;
interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly rules?: Rule[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors: { readonly matchLabels: Record<string, string> }[] };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

function moduleFolder(release: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@v${release}`], {
    encoding: 'utf8',
  });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

function policyOf(release: string): Policy[] {
  const folder = join(moduleFolder(release), TESTDATA);
  return FILES.flatMap(
    (file) => (load(readFileSync(join(folder, `${file}.yaml`), 'utf8')) as { items: Policy[] }).items,
  );
}

/** The part that matters to authorization, as a short JSON object; rules as arrays, trailing empty fields left out. */
function compact(object: Policy): Record<string, unknown> {
  const { name, namespace, labels } = object.metadata;
  const kept = Object.entries(labels ?? {}).filter(([key]) => key !== ALWAYS_LABEL);
  return {
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ...(kept.length === 0 ? {} : { labels: Object.fromEntries(kept) }),
    ...(object.aggregationRule === undefined
      ? {}
      : { aggregation: object.aggregationRule.clusterRoleSelectors.map((selector) => selector.matchLabels) }),
    ...(object.roleRef === undefined ? { rules: (object.rules ?? []).map(compactRule) } : {}),
    ...(object.roleRef === undefined
      ? {}
      : {
          role: [object.roleRef.kind, object.roleRef.name],
          subjects: (object.subjects ?? []).map((s) => [s.kind, s.name, ...(s.namespace ? [s.namespace] : [])]),
        }),
  };
}

function compactRule(rule: Rule): string[][] {
  const fields = RULE_FIELDS.map((field) => rule[field] ?? []);
  while (fields.at(-1)?.length === 0) fields.pop();
  return fields;
}

/** Each distinct content once, with the version ranges (indexes, inclusive) in which it holds. */
function mergeVersions(): unknown[] {
  const entries = new Map<string, { readonly in: [number, number][]; readonly content: Record<string, unknown> }>();
  RELEASES.forEach((release, version) => {
    for (const object of policyOf(release)) {
      const content = compact(object);
      const key = JSON.stringify(content);
      const entry = entries.get(key) ?? { in: [], content };
      entries.set(key, entry);
      const last = entry.in.at(-1);
      if (last !== undefined && last[1] === version - 1) last[1] = version;
      else entry.in.push([version, version]);
    }
  });
  return [...entries.values()].map((entry) => ({ in: entry.in, ...entry.content }));
}

const lines = mergeVersions().map((entry) => JSON.stringify(entry));
const versions = RELEASES.map((release) => release.split('.').slice(0, 2).join('.'));
writeFileSync(TARGET, `{"versions":${JSON.stringify(versions)},\n"objects":[\n${lines.join(',\n')}\n]}\n`);
