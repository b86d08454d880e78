// Who can read one Secret, by which path and with which proof; or one line a Secret when there are many.
import type { AssetReaders, Reader } from '@watertight/engine';
import type { WhoCanReadStream } from '../input/result.ts';
import type { Cell } from '../text/columns.ts';
import { count, idParts, phrase } from '../text/phrase.ts';
import { ways } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { pathSteps } from './path-steps.ts';
import { hanging, heading, nextCommands, rows, shown, titled, type View } from './view.ts';

const READERS = 30;
const PATHS = 5;

function title(asset: AssetReaders, show: View): string[] {
  const { bad, good } = show.paint;
  const others = asset.readers.filter(({ expected, declared }) => !expected && !declared).length;
  const many = asset.truncated === true ? 'at least ' : '';
  const who = others === 0 ? 'no position' : `${many}${count(others, 'position')}`;
  const absent = asset.inInput ? '' : '; the Secret itself is not in the input';
  return titled(
    phrase(asset.asset),
    `${who} beyond the declared and expected ones can read it${absent}`,
    show,
    others === 0 ? good : bad,
  );
}

function readerRow(reader: Reader, show: View): Cell[] {
  const note = reader.declared ? ' (declared)' : reader.expected ? ' (expected)' : '';
  return [
    { text: visible(reader.id) + note, ...(note === '' ? {} : { paint: show.paint.faint }) },
    { text: reader.certainty, paint: (text) => show.paint.certainty(reader.certainty, text) },
    { text: String(reader.hops) },
    {
      text: `${reader.path.steps.map((step) => visible(step.technique)).join(' → ')}  ${ways(reader.path)}`,
      cut: 'end',
    },
  ];
}

/** Neither declared nor expected first; within each the result's own order, best path first. */
function inOrder(readers: readonly Reader[], wide: boolean): Reader[] {
  const weight = (reader: Reader): number => (reader.expected ? 2 : reader.declared ? 1 : 0);
  const listed = wide ? readers : readers.filter(({ expected }) => !expected);
  return listed.toSorted((a, b) => weight(a) - weight(b));
}

function readerTable(readers: readonly Reader[], show: View): string[] {
  if (readers.length === 0) return [];
  const head = ['POSITION', 'CERTAINTY', 'HOPS', 'VIA'].map((text) => ({ text, paint: show.paint.faint }));
  return ['', ...rows([head, ...shown(readers, READERS, show).map((reader) => readerRow(reader, show))], 2, show)];
}

function restLines(asset: AssetReaders, listed: readonly Reader[], show: View): string[] {
  const expected = asset.readers.filter((reader) => reader.expected).length;
  const lines: string[] = [];
  if (!show.wide && listed.length > READERS) lines.push(`and ${listed.length - READERS} more; -o wide shows them`);
  if (!show.wide && expected > 0)
    lines.push(
      `and ${count(expected, 'expected control-plane reader')}; -o wide shows ${expected === 1 ? 'it' : 'them'}`,
    );
  if (asset.truncated === true) lines.push('the list was cut; --max-readers sets how long it may be');
  return lines.map((line) => `  ${show.paint.faint(line)}`);
}

function proofs(readers: readonly Reader[], show: View): string[] {
  return shown(readers, PATHS, show).flatMap((reader) => [
    '',
    ...rows(
      [
        [
          { text: phrase(reader.id), paint: show.paint.strong },
          { text: reader.certainty, paint: (text) => show.paint.certainty(reader.certainty, text) },
          { text: `${count(reader.hops, 'step')}, ${visible(reader.path.id)}` },
        ],
      ],
      2,
      show,
    ),
    ...pathSteps(reader.path, show),
  ]);
}

function unknowns(asset: AssetReaders, show: View): string[] {
  if (asset.unknown.length === 0) return [];
  return [
    ...heading('Not known', show),
    ...asset.unknown.flatMap(({ reason, missing }) => [
      ...hanging('  ? ', visible(reason), show, show.paint.warn),
      ...hanging('    missing: ', visible(missing), show),
    ]),
  ];
}

function fixes({ cuts = [], readers }: AssetReaders, show: View): string[] {
  if (cuts.length === 0) return [];
  const open = readers.filter(({ expected, declared }) => !expected && !declared).length;
  return [
    ...heading('To fix', show),
    ...cuts.flatMap(({ breaks, summary }) => hanging(`  ends ${breaks} of ${open}  `, visible(summary), show)),
  ];
}

function assetDetail(asset: AssetReaders, show: View): string[] {
  const listed = inOrder(asset.readers, show.wide);
  return [
    ...title(asset, show),
    ...readerTable(listed, show),
    ...restLines(asset, listed, show),
    ...proofs(listed, show),
    ...fixes(asset, show),
    ...unknowns(asset, show),
  ];
}

function* overview(assets: Iterable<AssetReaders>, show: View): Iterable<string> {
  for (const asset of assets) {
    const others = inOrder(asset.readers, false).filter(({ declared }) => !declared);
    const [first] = others;
    const by =
      first === undefined ? '' : `: ${phrase(first.id)}${others.length > 1 ? ` and ${others.length - 1} more` : ''}`;
    const unknown = asset.unknown.length === 0 ? '' : `; ${count(asset.unknown.length, 'thing')} not known`;
    yield* hanging('', `${visible(asset.asset)}  ${count(others.length, 'undeclared reader')}${by}${unknown}`, show);
  }
}

function follow(asset: AssetReaders, show: View): string[] {
  const undeclared = inOrder(asset.readers, false)[0];
  const { kind, namespace, name } = idParts(asset.asset);
  const commands: string[][] = [];
  if (undeclared !== undefined) commands.push(['explain', undeclared.path.id]);
  if (!show.wide)
    commands.push([
      'who-can-read',
      `${kind}/${name}`,
      ...(namespace === undefined ? [] : ['-n', namespace]),
      '-o',
      'wide',
    ]);
  return nextCommands(commands, show);
}

/** Full proof for one asset, and for all of them when wide; otherwise a line an asset, as they come. */
export function* whoCanReadTable(result: WhoCanReadStream, show: View): Iterable<string> {
  const assets = result.assets[Symbol.iterator]();
  const first = assets.next();
  const second = first.done === true ? first : assets.next();
  if (first.done === true) yield 'There is no Secret to ask about.';
  else if (second.done === true) yield* assetDetail(first.value, show);
  else {
    for (const asset of joined([first.value, second.value], assets))
      yield* show.wide ? [...assetDetail(asset, show), ''] : overview([asset], show);
  }
  yield* coverageLines(result.coverage, show);
  if (first.done !== true && second.done === true) yield* follow(first.value, show);
}

function* joined<T>(head: readonly T[], tail: Iterator<T>): Iterable<T> {
  yield* head;
  for (let next = tail.next(); next.done !== true; next = tail.next()) yield next.value;
}
