// One door for every format: which results can be written how, and the writing itself.
import type { DetectResult, EncryptionLintResult, ScanResult } from '@watertight/engine';
import { dot } from './graph/dot.ts';
import { mermaid } from './graph/mermaid.ts';
import { opengraph } from './graph/opengraph.ts';
import type { Format, ReportOptions } from './input/options.ts';
import { scanOfTexts } from './input/detect.ts';
import { scanOfLint } from './input/encryption-lint.ts';
import type { Result, ResultKind } from './input/result.ts';
import { jsonDocument } from './json/document.ts';
import { answerLines, ndjson } from './json/lines.ts';
import { junit } from './junit/junit.ts';
import { markdown } from './markdown/markdown.ts';
import { sarif } from './sarif/log.ts';
import { table } from './table/table.ts';

const TEXT: readonly Format[] = ['table', 'wide', 'json', 'ndjson'];

const GRAPHS: readonly Format[] = ['dot', 'mermaid', 'opengraph'];

const FORMATS: Readonly<Record<ResultKind, readonly Format[]>> = {
  scan: [...TEXT, 'sarif', 'junit', 'markdown', ...GRAPHS],
  'who-can-read': [...TEXT, 'markdown', ...GRAPHS],
  reach: [...TEXT, 'markdown', ...GRAPHS],
  paths: [...TEXT, 'markdown', ...GRAPHS],
  can: TEXT,
  'can-connect': TEXT,
  prove: TEXT,
  detect: [...TEXT, 'sarif', 'junit'],
  'encryption-lint': [...TEXT, 'sarif', 'junit'],
  diff: [...TEXT, 'markdown'],
  explain: [...TEXT, 'markdown', 'dot', 'mermaid'],
};

/** The formats that a command's result has, the default first. */
export function formatsOf(kind: ResultKind): readonly Format[] {
  return FORMATS[kind];
}

function write(result: Result, format: Format, options: ReportOptions): Iterable<string> {
  switch (format) {
    case 'table':
      return table(result, options, false);
    case 'wide':
      return table(result, options, true);
    case 'json':
      return result.kind === 'can' || result.kind === 'can-connect' ? answerLines(result) : jsonDocument(result);
    case 'ndjson':
      return ndjson(result);
    case 'markdown':
      return hasMarkdown(result) ? markdown(result, options) : [];
    case 'sarif':
      return isFindings(result) ? sarif(asScan(result), options) : [];
    case 'junit':
      return isFindings(result) ? junit(asScan(result), options) : [];
    case 'dot':
      return dot(result);
    case 'mermaid':
      return mermaid(result);
    case 'opengraph':
      return opengraph(result, options);
  }
}

type Findings = ScanResult | DetectResult | EncryptionLintResult;

function isFindings(result: Result): result is Findings {
  return result.kind === 'scan' || result.kind === 'detect' || result.kind === 'encryption-lint';
}

function hasMarkdown(result: Result): result is Parameters<typeof markdown>[0] {
  return formatsOf(result.kind).includes('markdown');
}

function asScan(result: Findings): ScanResult {
  if (result.kind === 'scan') return result;
  return result.kind === 'detect' ? scanOfTexts(result) : scanOfLint(result);
}

/** UTF-16 units that are gathered before they are handed on, so that a pipe sees few writes. */
const CHUNK = 65_536;

function* chunked(parts: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const part of parts) {
    chunk += part;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/**
 * The result in a format, as texts to be written one after the other, ending with a line break. Same result and options,
 * same bytes. Throws a RangeError at once when the result has no such format (see `formatsOf`).
 */
export function render(result: Result, format: Format, options: ReportOptions): Iterable<string> {
  if (!formatsOf(result.kind).includes(format)) throw new RangeError(`${result.kind} has no format ${format}`);
  return chunked(write(result, format, options));
}
