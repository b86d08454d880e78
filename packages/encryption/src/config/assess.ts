// Decodes and validates what a file says, without its lines: faults by their pointers, and what could be made of the rest.
import { decode } from './decode.ts';
import { type Configuration, modelOf } from './model.ts';
import type { Node } from './node.ts';
import type { Fault } from './refusal.ts';
import { readTypeMeta, type WrittenType } from './type-meta.ts';
import { validate } from './validate.ts';
import type { ServerSettings } from './validate-kms.ts';

export interface Assessment {
  /** In the order in which they are found; those of strict decoding are marked. */
  readonly faults: readonly Fault[];
  readonly configuration: Configuration;
  readonly type: WrittenType;
}

export function assess(node: Node, settings: ServerSettings): Assessment {
  const meta = readTypeMeta(node);
  if ('fault' in meta) return { faults: [meta.fault], configuration: { rules: [] }, type: 'current' };
  const { value, faults } = decode(node, meta.type === 'internal');
  const configuration = modelOf(value);
  const invalid = validate(configuration, settings, meta.type !== 'internal');
  return { faults: [...faults, ...invalid], configuration, type: meta.type };
}
