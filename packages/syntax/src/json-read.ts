// Reads one JSON text; where it is broken, says so by place and in words of our own.
import type { Json } from './json.ts';
import { JsonCursor } from './json-cursor.ts';
import { Refused } from './leave.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { ReadLimits } from './limits.ts';
import { placeAt } from './place.ts';
import { REASON } from './problem.ts';
import type { SyntaxProblem } from './problem.ts';

/** What one JSON text says. */
export interface JsonResult {
  /** Undefined when a problem is fatal. */
  readonly value: Json | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** Reads one JSON text (RFC 8259; of equal keys the last one counts). Never throws on any text. */
export function readJson(text: string, limits: Partial<ReadLimits> = {}): JsonResult {
  const { documentLength, depth } = { ...DEFAULT_LIMITS, ...limits };
  const refused =
    text.length > documentLength ? new Refused(REASON.limitLength, documentLength) : depthFault(text, depth);
  if (refused !== undefined) return fatal(text, refused);
  try {
    return { value: JSON.parse(text) as Json, problems: [] };
  } catch {
    return fatal(text, findFault(text, depth));
  }
}

function fatal(text: string, { reason, offset }: Refused): JsonResult {
  return { value: undefined, problems: [{ reason, ...placeAt(text, offset), fatal: true }] };
}

/** The first place where a text that `JSON.parse` refuses is not JSON. */
function findFault(text: string, depth: number): Refused {
  const cursor = new JsonCursor(text, depth);
  try {
    cursor.value();
    cursor.sign();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  return new Refused(REASON.invalidJson, cursor.at);
}

/** Where the text first goes deeper than the limit. */
function depthFault(text: string, limit: number): Refused | undefined {
  if (text.length <= limit) return undefined;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at + 1);
    else if ((code | 0x20) === 0x7b && ++depth > limit) return new Refused(REASON.limitDepth, at);
    else if ((code | 0x20) === 0x7d) depth--;
  }
  return undefined;
}

function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at++;
  }
  return text.length;
}
