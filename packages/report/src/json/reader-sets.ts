// Which assets have the same readers by the same ways, so that a line may name the earlier one instead of repeating it.
import { createHash } from 'node:crypto';
import type { AssetReaders, Reader, Step } from '@watertight/engine';

function stepSignature(step: Step, asset: string): unknown {
  const place = (id: string): string => (id === asset ? '' : id);
  return [
    step.technique,
    place(step.from),
    place(step.to),
    step.certainty,
    step.needs,
    step.conditions.map((condition) => [
      condition.text.replaceAll(asset, ''),
      condition.settledBy.replaceAll(asset, ''),
    ]),
    step.evidence.map((evidence) => [place(evidence.object), evidence.pointer ?? '']),
  ];
}

function signature(reader: Reader, asset: string): string {
  const { id, certainty, hops, expected, declared, path } = reader;
  return JSON.stringify([
    id,
    certainty,
    hops,
    expected,
    declared,
    path.severity,
    path.steps.map((step) => stepSignature(step, asset)),
  ]);
}

/**
 * Remembers reader sets by SHA-256, 64 characters each. Two sets are equal when, with the asset's own id left out, every
 * reader, flag and step with its evidence is equal: then the earlier path with this asset in its place is this path.
 */
export class ReaderSets {
  readonly #first = new Map<string, string>();

  /** The earlier asset with this asset's readers; `undefined` when it is the first, or has none. */
  earlier(asset: AssetReaders): string | undefined {
    if (asset.readers.length === 0) return undefined;
    const hash = createHash('sha256').update(asset.truncated === true ? 'truncated\n' : '');
    for (const reader of asset.readers) hash.update(signature(reader, asset.asset)).update('\n');
    const digest = hash.digest('hex');
    const first = this.#first.get(digest);
    if (first === undefined) this.#first.set(digest, asset.asset);
    return first;
  }
}
