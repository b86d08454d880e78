// What the bytes of etcd prove, for people: how each resource is stored, what is wrong, which keys may go.
import type { Retirable, StoredProvider, StoreSummary, VerifyResult } from '@watertight/engine';
import type { Cell } from '../text/columns.ts';
import { count } from '../text/phrase.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { hanging, heading, rows, shown, type View } from './view.ts';

const RESOURCES = 15;
const KEYS = 20;
const EXAMPLES = 3;

/** Worst first. */
const WORDS: readonly (readonly [StoredProvider, string])[] = [
  ['malformed', 'malformed'],
  ['identity', 'plain text'],
  ['aescbc', 'aescbc'],
  ['aesgcm', 'aesgcm'],
  ['secretbox', 'secretbox'],
  ['kms-v1', 'KMS v1'],
  ['kms-v2', 'KMS v2'],
];

type Counts = StoreSummary['resources'][number];

function storedWords({ providers }: Pick<Counts, 'providers'>): string {
  return WORDS.flatMap(([provider, words]) => {
    const found = providers[provider] ?? 0;
    return found === 0 ? [] : [`${found} ${words}`];
  }).join(', ');
}

/** Resources with something encrypted, or of which something is to be said; the others are as Kubernetes has it by default. */
function split({ summary, findings }: VerifyResult): {
  readonly named: readonly Counts[];
  readonly others: readonly Counts[];
} {
  const isNamed = ({ resource, providers }: Counts): boolean =>
    findings.some(({ object }) => object === resource) || Object.keys(providers).some((name) => name !== 'identity');
  return { named: summary.resources.filter(isNamed), others: summary.resources.filter((one) => !isNamed(one)) };
}

function* storedLines(result: VerifyResult, show: View): Iterable<string> {
  const { named, others } = split(result);
  const listed = shown(show.wide ? [...named, ...others] : named, RESOURCES, show);
  const left = named.length + others.length - listed.length;
  if (named.length + others.length === 0) return;
  yield* heading('Stored', show);
  yield* rows(
    listed.map((counts) => resourceRow(counts, show)),
    2,
    show,
  );
  if (left > 0)
    yield show.paint.faint(`  ${listed.length > 0 ? 'and ' : ''}${count(left, 'more resource')}; -o wide shows them`);
}

function resourceRow(counts: Counts, show: View): Cell[] {
  const { resource, stale, unreadable, olderRevisions, olderPlaintext } = counts;
  const marks = [
    stale > 0 ? `${stale} stale` : '',
    unreadable > 0 ? `${unreadable} unreadable` : '',
    olderRevisions > 0 ? `older: ${olderRevisions}, in plain text ${olderPlaintext}` : '',
  ].filter((text) => text !== '');
  return [
    { text: visible(resource), paint: show.paint.strong },
    { text: storedWords(counts) },
    { text: marks.join('; '), paint: show.paint.faint },
  ];
}

function keyRow({ provider, keyName, keyId, retirable, reason, objects, forbiddenBy }: Retirable, show: View): Cell[] {
  const { good, bad, warn } = show.paint;
  const [word, paint] = retirable === null ? ['unknown', warn] : retirable ? ['yes', good] : ['no', bad];
  const [first] = forbiddenBy;
  const needed = first === undefined ? '' : `: ${visible(first)}${objects > 1 ? ` and ${objects - 1} more` : ''}`;
  return [
    { text: word, paint },
    { text: visible([provider, keyName, keyId].filter((part) => part !== undefined).join(':')) },
    { text: `${reason}${needed}`, cut: 'end' },
  ];
}

function* findingLines({ findings }: VerifyResult, show: View): Iterable<string> {
  if (findings.length === 0) return;
  yield* heading('Findings', show);
  for (const { severity, check, message, examples, count: total, fix } of findings) {
    yield* hanging(`  ${severity}  `, `${check}: ${visible(message)}`, show, (label) =>
      show.paint.severity(severity, label),
    );
    for (const example of shown(examples, EXAMPLES, show)) yield show.paint.faint(`      ${visible(example)}`);
    const more = total - Math.min(examples.length, show.wide ? examples.length : EXAMPLES);
    if (more > 0 && examples.length > 0) yield show.paint.faint(`      and ${more} more`);
    yield* hanging('      fix: ', visible(fix.summary), show);
    for (const command of fix.commands ?? []) yield `        ${show.paint.command(visible(command))}`;
  }
}

/** The findings name what should not be there; wide lists all kinds. */
function residueLines({ residue }: VerifyResult, show: View): string[] {
  if (residue === undefined) return [];
  const { counts, canary, canaryCount = 0 } = residue;
  const total = counts.reduce((sum, { count: found }) => sum + found, 0);
  const cells = counts.map(({ count: found, apiVersion, kind, where, file }): Cell[] => [
    { text: `${found}` },
    { text: visible(`${apiVersion} ${kind}`) },
    { text: where },
    { text: visible(file) },
  ]);
  const all = `  ${count(total, 'object')} of any kind in free pages, the log and other files${show.wide || total === 0 ? '' : '; -o wide lists them'}`;
  return [
    ...heading('Plain text outside of what etcd serves', show),
    all,
    ...(show.wide ? rows(cells, 4, show) : []),
    ...(canary === undefined ? [] : [canaryLine(canary, canaryCount, show)]),
  ];
}

function canaryLine(canary: readonly { readonly where: string }[], total: number, show: View): string {
  if (total === 0) return show.paint.good('  canary: nowhere');
  const places = [...new Set(canary.map(({ where }) => where))].join(', ');
  return show.paint.bad(`  canary: ${count(total, 'place')} (${places})`);
}

/** `wide` lists all resources, keys and places. */
export function* verifyTable(result: VerifyResult, show: View): Iterable<string> {
  const { summary, store, revision, retirable, coverage } = result;
  const stored = storedWords(summary);
  yield `${show.paint.strong(visible(store))}: ${count(summary.objects, 'object')} at revision ${revision}${stored === '' ? '' : `: ${stored}`}`;
  yield* storedLines(result, show);
  yield* findingLines(result, show);
  if (retirable.length > 0) {
    yield* heading('May the key be retired?', show);
    yield* rows(
      shown(retirable, KEYS, show).map((key) => keyRow(key, show)),
      2,
      show,
    );
  }
  yield* residueLines(result, show);
  yield* coverageLines(coverage, show);
}
