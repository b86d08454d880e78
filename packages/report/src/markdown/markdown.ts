// `-o markdown`: a result for a pull request's comment, short first, details folded, never over the comment's limit.
import type {
  Coverage,
  DiffResult,
  ExplainResult,
  Path,
  PathsResult,
  ReachResult,
  ScanResult,
} from '@watertight/engine';
import type { ReportOptions } from '../input/options.ts';
import { acceptedText, counts as isCounted, staleTexts } from '../text/marks.ts';
import { SEVERITIES, worstFindingFirst, worstPathFirst } from '../input/rank.ts';
import type { WhoCanReadStream } from '../input/result.ts';
import { gap } from '../text/gap.ts';
import { patchText } from '../text/patch.ts';
import { count, phrase } from '../text/phrase.ts';
import { claim, place, ways } from '../text/sentence.ts';
import { BoundedText, cell } from './bounded.ts';
import { diffMarkdown } from './diff.ts';
import { code, fenced, prose } from './escape.ts';

const PATHS = 20;
const ROWS = 200;

function details(summary: string): { head: string[]; foot: string[] } {
  return { head: ['', `<details><summary>${summary}</summary>`, ''], foot: ['', '</details>'] };
}

function pathRow(path: Path): string {
  return `| ${path.severity} | ${prose(cell(claim(path)))} | ${prose(cell(ways(path)))} | ${path.certainty} | ${code(path.id)} |`;
}

function pathTable(text: BoundedText, paths: readonly Path[]): void {
  text.block(
    ['', '| severity | path | how | certainty | id |', '|---|---|---|---|---|'],
    paths.toSorted(worstPathFirst).map(pathRow),
    PATHS,
  );
}

function coverageBlock(text: BoundedText, coverage: readonly Coverage[]): void {
  const missing = coverage.filter(({ state }) => state !== 'read');
  if (missing.length === 0) {
    text.add('', `Coverage: ${count(coverage.length, 'thing')} read, nothing left out.`);
    return;
  }
  const { head, foot } = details(`Coverage: ${count(missing.length, 'thing')} not looked at, or not in full`);
  text.block(
    head,
    missing.map((entry) => `- ${entry.state}: ${prose(cell(gap(entry)))}`),
    ROWS,
    foot,
  );
}

function scanMarkdown(result: ScanResult, text: BoundedText): void {
  const { assets, exposed, paths, findings } = result.summary;
  const counts = SEVERITIES.filter((level) => findings[level] > 0)
    .map((level) => `${findings[level]} ${level}`)
    .join(', ');
  text.add(
    exposed === 0
      ? '## Watertight: no exposed asset'
      : `## Watertight: ${exposed} of ${count(assets, 'asset')} exposed`,
    '',
    `${count(paths, 'path')} · findings: ${counts === '' ? 'none' : counts}`,
  );
  const { accepted } = result;
  const aside = accepted === undefined ? '' : acceptedText(accepted);
  if (aside !== '') text.add('', prose(cell(aside)));
  pathTable(text, result.paths.filter(isCounted));
  text.block(
    ['', '**Changes that end most paths**', ''],
    (result.cuts ?? []).map(
      (cut) =>
        `- ends ${cut.breaks} of ${paths}: ${prose(cell(cut.summary))} (${code(cell(cut.object))}${cut.pointer === undefined ? '' : ` ${code(cell(cut.pointer))}`})`,
    ),
    3,
  );
  const listed = result.findings.filter(isCounted);
  const rows = listed.toSorted(worstFindingFirst).map((finding) => {
    const where = finding.location === undefined ? '' : code(cell(place(finding.location)));
    const verdict = finding.result === 'unknown' ? 'unknown: ' : '';
    return `| ${finding.severity} | ${code(cell(finding.check))} | ${code(cell(finding.object))} | ${verdict}${prose(cell(finding.message))} | ${where} |`;
  });
  const { head, foot } = details(`Findings: ${listed.length}`);
  text.block([...head, '| severity | check | object | what | where |', '|---|---|---|---|---|'], rows, ROWS, foot);
  if (accepted === undefined) return;
  text.block(
    ['', '**Suppressions and baseline entries to remove**', ''],
    staleTexts(accepted).map((entry) => `- ${prose(cell(entry))}`),
    ROWS,
  );
}

function readersMarkdown(result: WhoCanReadStream, text: BoundedText): void {
  for (const asset of result.assets) {
    const listed = asset.readers.filter(({ expected }) => !expected);
    const expected = asset.readers.length - listed.length;
    if (
      !text.add(
        '',
        `## ${prose(cell(phrase(asset.asset)))}`,
        '',
        `${count(listed.length, 'reader')} and ${expected} expected`,
      )
    )
      break;
    text.block(
      ['', '| position | certainty | steps | how |', '|---|---|---|---|'],
      listed.map(
        ({ id, certainty, hops, declared, path }) =>
          `| ${code(cell(id))}${declared ? ' (declared)' : ''} | ${certainty} | ${hops} | ${prose(cell(ways(path)))} |`,
      ),
      ROWS,
    );
    text.block(
      [''],
      asset.unknown.map(
        ({ reason, missing }) => `- not known: ${prose(cell(reason))}; missing: ${prose(cell(missing))}`,
      ),
      ROWS,
    );
  }
}

function reachMarkdown(result: ReachResult, text: BoundedText): void {
  text.add(`## ${prose(cell(phrase(result.position)))} reads ${count(result.assets.length, 'asset')}`);
  for (const [title, reached] of [
    ['reads', result.assets],
    ['becomes', result.positions],
  ] as const) {
    text.block(
      ['', `| ${title} | certainty | steps | how |`, '|---|---|---|---|'],
      reached.map(
        ({ id, certainty, hops, path }) =>
          `| ${code(cell(id))} | ${certainty} | ${hops} | ${prose(cell(ways(path)))} |`,
      ),
      ROWS,
    );
  }
  if (result.network !== undefined)
    text.block(
      ['', prose(cell(result.network.enforcer)), '', '| from | to | port | verdict |', '|---|---|---|---|'],
      result.network.connections.map(
        ({ from, to, port, protocol, verdict }) =>
          `| ${code(cell(from))} | ${code(cell(to))} | ${code(cell(`${port}/${protocol}`))} | ${verdict} |`,
      ),
      ROWS,
    );
  text.block(
    [''],
    result.unknown.map(
      ({ reason, missing }) => `- not known: ${prose(cell(reason))}; missing: ${prose(cell(missing))}`,
    ),
    ROWS,
  );
}

function pathsMarkdown(result: PathsResult, text: BoundedText): void {
  text.add(`## ${count(result.paths.length, 'path')}`);
  pathTable(text, result.paths);
}

function explainMarkdown(result: ExplainResult, text: BoundedText): void {
  text.add(`## ${prose(cell(`${result.id}: ${result.title}`))}`, '');
  text.add(
    ...result.why
      .trim()
      .split('\n')
      .map((line) => prose(line.trim())),
  );
  text.block(
    ['', '**Steps**', ''],
    (result.path?.steps ?? []).map((step, at) => `${at + 1}. ${prose(cell(step.because))}`),
    ROWS,
  );
  text.block(
    ['', '**In this input**', ''],
    (result.findings ?? []).map(({ object, message, location }) => {
      const where = location === undefined ? '' : ` ${code(cell(place(location)))}`;
      return `- ${code(cell(object))}: ${prose(cell(message))}${where}`;
    }),
    ROWS,
  );
  if (result.verify.length > 0) text.add('', '**Verify by hand**', '', ...fenced(result.verify));
  text.block(
    ['', '**Fix**', ''],
    result.fixes.map(({ summary }) => `- ${prose(cell(summary))}`),
    ROWS,
  );
  for (const { patch, commands = [] } of result.fixes) {
    const lines = [...(patch === undefined ? [] : patchText(patch.body)), ...commands];
    if (lines.length > 0) text.add('', ...fenced(lines));
  }
}

type WithMarkdown = DiffResult | ScanResult | WhoCanReadStream | ReachResult | PathsResult | ExplainResult;

/** At most 60,000 UTF-16 units; what does not fit is counted. */
export function* markdown(result: WithMarkdown, options: ReportOptions): Iterable<string> {
  const text = new BoundedText();
  switch (result.kind) {
    case 'scan':
      scanMarkdown(result, text);
      break;
    case 'who-can-read':
      readersMarkdown(result, text);
      break;
    case 'reach':
      reachMarkdown(result, text);
      break;
    case 'paths':
      pathsMarkdown(result, text);
      break;
    case 'explain':
      explainMarkdown(result, text);
      break;
    case 'diff':
      diffMarkdown(result, text);
  }
  coverageBlock(text, result.coverage ?? []);
  text.add('', `<sub>watertight ${code(options.version)}</sub>`);
  yield* text.lines();
}
