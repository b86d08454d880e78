// The kubectl commands that write what we would read, for someone who may not run us where the cluster is.
import { builtInKindsToRead, pluralOf } from '@watertight/engine';
import type { BuiltInKind } from '@watertight/engine';
import { shellWord } from '@watertight/report';
import { actingAs } from '../shell/acting-as.ts';
import type { Acting, ActingOptions } from '../shell/acting-as.ts';
import { UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';

export interface PrintOptions extends Acting {
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespace?: string;
  readonly outputFile?: string;
}

const FOLDER = 'watertight-dump';
/** Removed in 1.25: today's servers refuse to list it. */
const GONE = 'PodSecurityPolicy';

/** `--as` and `--as-group` become names that kubectl takes. */
export async function printCommands({ as, asGroup = [], ...options }: PrintOptions & ActingOptions): Promise<void> {
  const { namespace } = options;
  const acting = await actingAs({
    asGroup,
    ...(as !== undefined && { as }),
    ...(namespace !== undefined && { namespace }),
  });
  await writeText([`${commandLines({ ...options, ...acting }).join('\n')}\n`], options.outputFile);
}

/** One shell command a line, with what a reader has to know as comments. */
export function commandLines(options: PrintOptions): string[] {
  const kubectl = ['kubectl', ...chosen(options)].join(' ');
  const everywhere = options.namespace === undefined ? '--all-namespaces' : `-n ${quoted(options.namespace)}`;
  const get = (kind: BuiltInKind): string => {
    const name = resourceOf(kind);
    return `${kubectl} get ${name}${kind.namespaced ? ` ${everywhere}` : ''} -o json > ${FOLDER}/${name}.json`;
  };
  const kinds = builtInKindsToRead()
    .filter(({ kind }) => kind !== GONE && kind !== 'Secret')
    .toSorted((a, b) => (resourceOf(a) < resourceOf(b) ? -1 : 1));
  const definitions = `${kubectl} get customresourcedefinitions -o jsonpath='{range .items[*]}{.spec.names.plural}.{.spec.group} {end}'`;
  return [
    '# Reads a cluster for watertight. Nothing is changed. A kind that the server does not serve, or that you may not',
    '# list, gives an error: go on, its answers will be unknown.',
    `mkdir -p ${FOLDER}`,
    `${kubectl} version -o json > ${FOLDER}/version.json`,
    ...kinds.map(get),
    '# Secrets: names, types, labels and names of keys. The values reach kubectl, and are not written.',
    `${kubectl} get secrets ${everywhere} -o go-template='${SECRETS}' > ${FOLDER}/secrets.json`,
    '# Custom kinds: some hold pod specs, or refer to Secrets.',
    `for kind in $(${definitions}); do ${kubectl} get "$kind" ${everywhere} -o json > ${FOLDER}/"$kind".json; done`,
    '# Then, wherever you like:',
    `# watertight scan -f ${FOLDER}`,
  ];
}

function resourceOf({ group, kind }: BuiltInKind): string {
  return group === '' ? pluralOf(kind) : `${pluralOf(kind)}.${group}`;
}

function chosen({ context, kubeconfig, as, asGroups = [] }: PrintOptions): string[] {
  return [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', quoted(kubeconfig)]),
    ...(context === undefined ? [] : ['--context', quoted(context)]),
    ...(as === undefined ? [] : ['--as', quoted(as)]),
    ...asGroups.flatMap((group) => ['--as-group', quoted(group)]),
  ];
}

function quoted(text: string): string {
  const word = shellWord(text);
  if (word === undefined)
    throw new UserError('a name holds a character that cannot be shown', 'Write the commands by hand.');
  return word;
}

/** Annotations that say whose token or which release's a Secret is; no other is surely without a value. */
const ANNOTATIONS = [
  'kubernetes.io/service-account.name',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
];
const IS_NAMING = `or ${ANNOTATIONS.map((name) => `(eq $key "${name}")`).join(' ')}`;

/** Entries of a map as JSON; `value` prints one, and only those of which `condition` holds are printed. */
function mapTemplate(map: string, value: string, condition = 'true'): string {
  const entry = `{{$comma}}{{printf "%q" $key}}:${value}{{$comma = ","}}`;
  return `{{$comma := ""}}{{range $key, $value := ${map}}}{{if ${condition}}}${entry}{{end}}{{end}}`;
}

/** A Go template (https://kubernetes.io/docs/reference/kubectl/) that prints each Secret as one line of JSON, its values empty. */
const SECRETS = [
  '{{range .items}}{"apiVersion":"v1","kind":"Secret","type":{{printf "%q" .type}},"metadata":{',
  '"name":{{printf "%q" .metadata.name}},"namespace":{{printf "%q" .metadata.namespace}},',
  `"labels":{ ${mapTemplate('.metadata.labels', '{{printf "%q" $value}}')} },`,
  `"annotations":{ ${mapTemplate('.metadata.annotations', '{{printf "%q" $value}}', IS_NAMING)} }},`,
  `"data":{ ${mapTemplate('.data', '""')} }}{{"\\n"}}{{end}}`,
].join('');
