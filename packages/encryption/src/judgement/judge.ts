// What an API server of a version does with a file: takes it or refuses it, and every reason for that.
import { locate, type Range } from '@watertight/syntax';
import { findWeaknesses } from '../weaknesses/find.ts';
import { ignoredFieldWeaknesses, laterDocumentWeaknesses } from '../weaknesses/ignored-text.ts';
import type { Weakness } from '../weaknesses/weakness.ts';
import { assess, type Assessment } from '../config/assess.ts';
import { readDocument, type ReadDocument } from '../config/document.ts';
import type { Fault, Refusal } from '../config/refusal.ts';
import type { ServerSettings } from '../config/validate-kms.ts';
import { isStrict } from '../config/versions.ts';

/** A weakness and its place in the file; absent where the file has none. */
export interface PlacedWeakness extends Weakness {
  readonly range: Range;
}

/** The judgement of one file. */
export interface Judgement {
  /** Undefined where nothing can be said, for the reason in `unread`. */
  readonly accepted: boolean | undefined;
  readonly unread?: string;
  /** In the order of lines. */
  readonly refusals: readonly Refusal[];
  /** Of what could be made of the file, refused or not. */
  readonly weaknesses: readonly PlacedWeakness[];
  readonly assessment: Assessment;
  readonly document: ReadDocument;
}

const NOTHING: Assessment = { faults: [], configuration: { rules: [] }, type: 'current' };

/**
 * Decodes and validates as `LoadEncryptionConfig` does, and says what is weak. Calls no plugin; never throws on any bytes.
 * `required`: resources that must be encrypted, beside Secrets.
 */
export function judge(bytes: Uint8Array, settings: ServerSettings, required: readonly string[] = []): Judgement {
  const document = readDocument(bytes);
  const { node, unread } = document;
  const assessment = node === undefined ? NOTHING : assess(node, settings);
  if (unread !== undefined)
    return { accepted: undefined, unread, refusals: [], weaknesses: [], assessment: NOTHING, document };
  const faults = [...document.faults, ...assessment.faults];
  const counted = faults.filter(({ strict }) => strict !== true || isStrict(settings.minor));
  const refusals = placed(counted, document);
  const weak = [
    ...(node === undefined ? [] : findWeaknesses(assessment.configuration, assessment.type, required)),
    ...ignoredFieldWeaknesses(faults, settings.minor),
    ...laterDocumentWeaknesses(document.hasMore, document.text.split('\n').length),
  ];
  const weaknesses = weak.map(({ at, ...weakness }) => ({
    ...weakness,
    range: rangeOf({ ...weakness, ...(at !== undefined && { at }) }, document),
  }));
  return { accepted: refusals.length === 0, refusals, weaknesses, assessment, document };
}

function rangeOf(
  { pointer, at = pointer, line }: Pick<Fault, 'pointer' | 'at' | 'line'>,
  { text, format }: ReadDocument,
): Range {
  if (line !== undefined) return { line, column: 1, endLine: line, endColumn: 1 };
  return locate(text, format, at) ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** With lines, each said once. */
function placed(faults: readonly Fault[], document: ReadDocument): Refusal[] {
  const refusals = faults.map((fault) => ({
    pointer: fault.pointer,
    line: rangeOf(fault, document).line,
    reason: fault.reason,
  }));
  const unique = new Map(refusals.map((refusal) => [JSON.stringify([refusal.line, refusal.reason]), refusal]));
  return [...unique.values()].toSorted((a, b) => a.line - b.line);
}
