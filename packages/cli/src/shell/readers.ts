// The readers of one asset as the contract shows them, with the place of every citation.
import type { AssetReaders, Exposure, Reader, ReaderFact, Unknown } from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { withoutKey } from './identifiers.ts';
import { compareCertainty, compareText } from './order.ts';
import { locatePath } from './present.ts';

/** `limit` is how many of the readers are proved and shown, strongest first. */
export async function readersOf(
  exposure: Exposure,
  asset: string,
  limit: number,
  locator: Locator,
): Promise<AssetReaders> {
  const { node, inInput, unknown } = lookUp(exposure, asset);
  const facts = node === undefined ? [] : exposure.readersOf(node, withoutKey(asset).id).toSorted(byCertainty);
  const readers: Reader[] = [];
  for (const fact of facts.slice(0, limit)) readers.push(await present(fact, locator));
  return {
    asset,
    inInput,
    readers: readers.toSorted(byStrength),
    unknown,
    ...(facts.length > limit && { truncated: true }),
  };
}

/** Who reads the asset, proved only where something asks for a path. */
export function summaryOf(exposure: Exposure, asset: string): AssetReaders {
  const { node, inInput, unknown } = lookUp(exposure, asset);
  const facts = node === undefined ? [] : exposure.readersOf(node, asset).toSorted(byCertainty);
  return { asset, inInput, readers: facts.map(unproved), unknown };
}

interface Looked {
  readonly node: number | undefined;
  readonly inInput: boolean;
  readonly unknown: readonly Unknown[];
}

/** A key is in the input when its Secret or ConfigMap is and names it; whoever reads the object reads the key. */
function lookUp(exposure: Exposure, asset: string): Looked {
  const { id, key } = withoutKey(asset);
  const node = exposure.targetNode(id);
  if (node === undefined) return { node, inInput: false, unknown: [absent(id)] };
  const inInput = exposure.isInInput(id);
  const unknown = exposure.unknownOf(id);
  const secret = exposure.secretFact(id);
  const names = secret?.keys.map(({ name }) => name) ?? exposure.credentialFact(id)?.names ?? [];
  const isNamed = key === undefined || names.includes(key);
  if (isNamed || !inInput) return { node, inInput, unknown };
  const reason =
    secret?.keysUnknown === true ? `keys of ${id} were not asked for` : `${id} has no such key in the input`;
  return { node, inInput: false, unknown: [...unknown, { reason, missing: asset }] };
}

function absent(id: string): Unknown {
  return { reason: `${id} is not in the input, and nothing there refers to it`, missing: id };
}

async function present(fact: ReaderFact, locator: Locator): Promise<Reader> {
  const path = await locatePath(fact.prove(), fact.severity, locator);
  const { id, certainty, expected, declared } = fact;
  return { id, certainty, hops: path.hops, expected, declared, path };
}

function unproved(fact: ReaderFact): Reader {
  const { id, certainty, expected, declared } = fact;
  const prove = (): Reader['path'] => {
    const path = fact.prove();
    return { ...path, severity: fact.severity, steps: path.steps.map((step) => ({ ...step, evidence: [] })) };
  };
  return {
    id,
    certainty,
    expected,
    declared,
    get hops() {
      return prove().hops;
    },
    get path() {
      return prove();
    },
  };
}

/** What is cut off must be the weakest, and hops are known only once proved. */
function byCertainty(a: ReaderFact, b: ReaderFact): number {
  return compareCertainty(a.certainty, b.certainty) || compareText(a.id, b.id);
}

/** Strongest first: certainty, then fewest steps, then id. */
function byStrength(a: Reader, b: Reader): number {
  return compareCertainty(a.certainty, b.certainty) || a.hops - b.hops || compareText(a.id, b.id);
}
