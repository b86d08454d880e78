// The first answer that a person sees: the worst paths, what they expose, the change that ends most, and what to do next.
import type { Asset, Finding, ScanResult, Severity } from '@watertight/engine';
import { keyEvidence } from '../input/evidence.ts';
import { acceptedText, counts, markText, staleTexts } from '../text/marks.ts';
import { SEVERITIES, worstFindingFirst, worstPathFirst } from '../input/rank.ts';
import type { Cell } from '../text/columns.ts';
import { count, idParts } from '../text/phrase.ts';
import { place, sentence } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { groupPaths, type PathGroup } from './path-groups.ts';
import { hanging, heading, nextCommands, rows, shown, type View } from './view.ts';

const PATHS = 5;
const CUTS = 3;
const KEYS = 4;
const EXAMPLES = 3;
const STALE = 5;

function headlines({ summary, truncated, accepted }: ScanResult, show: View): string[] {
  const { bad, faint, good, severity } = show.paint;
  const exposed =
    summary.exposed === 0
      ? good(`No exposed asset among ${summary.assets}`)
      : bad(`${summary.exposed} of ${count(summary.assets, 'asset')} exposed`) +
        ` by ${truncated === true ? 'at least ' : ''}${count(summary.paths, 'path')}`;
  const found = SEVERITIES.filter((level) => summary.findings[level] > 0).map((level) =>
    severity(level, `${summary.findings[level]} ${level}`),
  );
  const aside = accepted === undefined ? '' : acceptedText(accepted);
  return [
    exposed,
    found.length === 0 ? good('No findings') : `Findings: ${found.join(', ')}`,
    ...(aside === '' ? [] : hanging('', show.wide ? aside : `${aside}; -o wide shows them`, show).map(faint)),
  ];
}

function exposes(group: PathGroup, assets: ReadonlyMap<string, Asset>): string {
  const asset = assets.get(group.worst.to);
  if (asset === undefined || asset.keys.length === 0) return '';
  const more = asset.keys.length > KEYS ? ` and ${asset.keys.length - KEYS} more` : '';
  return `exposes ${asset.keys
    .slice(0, KEYS)
    .map(({ name }) => visible(name))
    .join(', ')}${more} · `;
}

function groupLines(group: PathGroup, assets: ReadonlyMap<string, Asset>, show: View): string[] {
  const { worst } = group;
  const label = `  ${worst.severity.padEnd('critical'.length)}  `;
  const also =
    group.paths === 1
      ? ''
      : ` · the same grant opens ${count(group.paths, 'path')} (${count(group.from, 'position')}, ${count(group.to, 'asset')})`;
  const evidence = keyEvidence(worst);
  const where = evidence === undefined ? '' : ` · ${place(evidence)}`;
  const facts = `${exposes(group, assets)}${worst.certainty}, ${count(worst.hops, 'step')} · ${visible(worst.id)}${where}${also}`;
  const mark = markText(worst);
  return [
    ...hanging(label, sentence(worst), show, (text) => show.paint.severity(worst.severity, text)),
    ...hanging(' '.repeat(label.length), facts, show).map(show.paint.faint),
    ...(mark === '' ? [] : hanging(' '.repeat(label.length), mark, show).map(show.paint.faint)),
  ];
}

function pathLines(result: ScanResult, groups: readonly PathGroup[], show: View): string[] {
  if (groups.length === 0) return [];
  const listed = shown(groups, PATHS, show);
  const assets = new Map(result.assets.map((asset) => [asset.id, asset]));
  const left = groups.slice(listed.length).reduce((sum, { paths }) => sum + paths, 0);
  return [
    ...heading('Worst paths', show),
    ...listed.flatMap((group) => groupLines(group, assets, show)),
    ...(left === 0 ? [] : [show.paint.faint(`  and ${count(left, 'more path')}; -o wide shows them`)]),
  ];
}

function cutLines({ cuts = [], summary }: ScanResult, show: View): string[] {
  if (cuts.length === 0) return [];
  return [
    ...heading('Changes that end most paths', show),
    ...shown(cuts, CUTS, show).flatMap((cut) => {
      const pointer = cut.pointer === undefined || cut.pointer === '' ? '' : ` ${visible(cut.pointer)}`;
      return hanging(
        `  ends ${cut.breaks} of ${summary.paths}  `,
        `${visible(cut.summary)} (${visible(cut.object)}${pointer})`,
        show,
        show.paint.good,
      );
    }),
  ];
}

function checkRow(findings: readonly Finding[], show: View): Cell[] {
  const { check, severity } = findings[0] as Finding;
  const objects = [...new Set(findings.map(({ object }) => object))];
  const named = shown(objects, EXAMPLES, show)
    .map((object) => visible(object))
    .join(', ');
  const more = show.wide || objects.length <= EXAMPLES ? '' : ` and ${objects.length - EXAMPLES} more`;
  return [
    { text: severity, paint: (text) => show.paint.severity(severity, text) },
    { text: visible(check), paint: show.paint.strong },
    { text: String(findings.length) },
    { text: named + more },
  ];
}

function findingLines(findings: readonly Finding[], show: View): string[] {
  const sorted = findings.toSorted(worstFindingFirst);
  const failed = sorted.filter(({ result }) => result === 'fail');
  const lines =
    failed.length === 0
      ? []
      : [
          ...heading('Findings', show),
          ...rows(
            groupsOf(failed).map((group) => checkRow(group, show)),
            2,
            show,
          ),
        ];
  const unknown = sorted.length - failed.length;
  if (show.wide)
    lines.push(
      ...sorted.map((finding) =>
        [
          `    ${finding.severity} ${visible(finding.check)} ${finding.result}: ${visible(finding.message)}`,
          finding.location === undefined ? '' : place(finding.location),
          markText(finding),
        ]
          .filter(Boolean)
          .join(' '),
      ),
    );
  if (unknown > 0 && !show.wide)
    lines.push(show.paint.warn(`  and ${count(unknown, 'check')} could not be decided; -o wide says why`));
  return lines;
}

function groupsOf(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity satisfies Severity} ${finding.check}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function staleLines({ accepted }: ScanResult, show: View): string[] {
  const texts = accepted === undefined ? [] : staleTexts(accepted);
  if (texts.length === 0) return [];
  const left = texts.length - STALE;
  return [
    ...heading('Suppressions and baseline entries to remove', show),
    ...shown(texts, STALE, show).flatMap((text) => hanging('  ', text, show)),
    ...(left > 0 && !show.wide ? [show.paint.faint(`  and ${left} more; -o wide shows them`)] : []),
  ];
}

function follow(groups: readonly PathGroup[], result: ScanResult, show: View): string[] {
  const worst = groups[0]?.worst;
  if (worst === undefined) {
    const check = result.findings.filter(counts).toSorted(worstFindingFirst)[0]?.check;
    return nextCommands(check === undefined ? [] : [['explain', check]], show);
  }
  const { kind, namespace, name } = idParts(worst.to);
  const where = namespace === undefined ? [] : ['-n', namespace];
  return nextCommands(
    [
      ['explain', worst.id],
      ['who-can-read', `${kind}/${name}`, ...where],
    ],
    show,
  );
}

/** At most five paths, three changes and one line a check; `wide` shows everything. */
export function* scanTable(result: ScanResult, show: View): Iterable<string> {
  // What is accepted is counted; only wide lists it, after what counts.
  const paths = result.paths.filter(counts).toSorted(worstPathFirst);
  const aside = show.wide ? result.paths.filter((path) => !counts(path)).toSorted(worstPathFirst) : [];
  const groups = groupPaths([...paths, ...aside], show.wide);
  yield* [...headlines(result, show), ...pathLines(result, groups, show), ...cutLines(result, show)];
  yield* findingLines(show.wide ? result.findings : result.findings.filter(counts), show);
  yield* staleLines(result, show);
  yield* coverageLines(result.coverage, show);
  yield* follow(groups, result, show);
}
