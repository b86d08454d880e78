// Reads the bootstrap policy's data file and gives its objects of one version as raw RBAC objects.
import { readFileSync } from 'node:fs';
import { at, isRaw, listAt, textAt, textsAt } from './raw.ts';
import type { Raw } from './raw.ts';

const DATA = new URL('../../packages/engine/src/access/bootstrap/data/policy.json', import.meta.url);

let read: unknown;

/** The roles and bindings that an API server of this `major.minor` creates; the newest version's when it is not known. */
export function bootstrapPolicy(version: string): Raw[] {
  read ??= JSON.parse(readFileSync(DATA, 'utf8'));
  const versions = textsAt(read, 'versions');
  const known = versions.indexOf(version);
  const index = known < 0 ? versions.length - 1 : known;
  return listAt(read, 'objects')
    .filter((entry) => holds(entry, index))
    .filter(isRaw)
    .map(objectOf);
}

function holds(entry: unknown, index: number): boolean {
  return listAt(entry, 'in').some((range) => {
    const [first, last] = range as readonly [number, number];
    return first <= index && index <= last;
  });
}

function objectOf(entry: Raw): Raw {
  const namespace = textAt(entry, 'namespace');
  const base = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: textAt(entry, 'kind'),
    metadata: {
      name: textAt(entry, 'name'),
      ...(namespace !== '' && { namespace }),
      labels: at(entry, 'labels') ?? {},
    },
  };
  const aggregation = listAt(entry, 'aggregation');
  if (textAt(entry, 'kind').endsWith('Binding'))
    return { ...base, roleRef: roleRef(entry), subjects: listAt(entry, 'subjects').map(subject) };
  return {
    ...base,
    rules: listAt(entry, 'rules').map(ruleOf),
    ...(aggregation.length > 0 && {
      aggregationRule: { clusterRoleSelectors: aggregation.map((matchLabels) => ({ matchLabels })) },
    }),
  };
}

function roleRef(entry: Raw): Raw {
  const [kind, name] = textsAt(entry, 'role');
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
}

function subject(value: unknown): Raw {
  const [kind, name, namespace] = value as readonly string[];
  return { kind, name, ...(namespace !== undefined && { namespace }) };
}

function ruleOf(value: unknown): Raw {
  const [apiGroups = [], resources = [], verbs = [], resourceNames = [], nonResourceURLs = []] =
    value as readonly (readonly string[])[];
  return { apiGroups, resources, verbs, resourceNames, nonResourceURLs };
}
