// What an API server of a version does with a file: takes it or refuses it, and every reason for that.
import { locate } from '@watertight/syntax';
import { decode } from './decode.ts';
import { readDocument, type ReadDocument } from './document.ts';
import { type Configuration, modelOf } from './model.ts';
import type { Fault, Refusal } from './refusal.ts';
import { readTypeMeta } from './type-meta.ts';
import { validate } from './validate.ts';
import type { ServerSettings } from './validate-kms.ts';
import { isStrict } from './versions.ts';

/** The judgement of one file. */
export interface Judgement {
  /** Undefined where nothing can be said, for the reason in `unread`. */
  readonly accepted: boolean | undefined;
  readonly unread?: string;
  /** In the order of lines. */
  readonly refusals: readonly Refusal[];
  /** What could be made of the file, refused or not. */
  readonly configuration: Configuration;
  readonly document: ReadDocument;
}

/** Decodes and validates as `LoadEncryptionConfig` does. Calls no plugin; never throws on any bytes. */
export function judge(bytes: Uint8Array, settings: ServerSettings): Judgement {
  const document = readDocument(bytes);
  const nothing = { configuration: { rules: [] }, document };
  if (document.unread !== undefined) return { ...nothing, accepted: undefined, unread: document.unread, refusals: [] };
  const { faults, configuration } = faultsOf(document, settings);
  const counted = faults.filter(({ strict }) => strict !== true || isStrict(settings.minor));
  const refusals = placed(counted, document);
  return { accepted: refusals.length === 0, refusals, configuration, document };
}

function faultsOf(
  document: ReadDocument,
  settings: ServerSettings,
): { readonly faults: readonly Fault[]; readonly configuration: Configuration } {
  const none = { rules: [] };
  if (document.node === undefined) return { faults: document.faults, configuration: none };
  const meta = readTypeMeta(document.node);
  if ('fault' in meta) return { faults: [...document.faults, meta.fault], configuration: none };
  const { value, faults } = decode(document.node, meta.isInternal);
  const configuration = modelOf(value);
  const decoded = [...document.faults, ...faults];
  return { faults: [...decoded, ...validate(configuration, settings, !meta.isInternal)], configuration };
}

/** With lines, each said once. */
function placed(faults: readonly Fault[], { text, format }: ReadDocument): Refusal[] {
  const lineOf = (pointer: string): number => locate(text, format, pointer)?.line ?? 1;
  const refusals = faults.map(({ pointer, reason, line }) => ({ pointer, line: line ?? lineOf(pointer), reason }));
  const unique = new Map(refusals.map((refusal) => [JSON.stringify([refusal.line, refusal.reason]), refusal]));
  return [...unique.values()].toSorted((a, b) => a.line - b.line);
}
