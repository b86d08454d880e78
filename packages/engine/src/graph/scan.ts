// Exposure of every Secret at once: counts and severity of each, and the worst (position, asset) pairs.
import type { Certainty, Severity } from '../results/contract.ts';
import type { Exposure } from './exposure.ts';
import { NO_LABEL, TIERS } from './graph.ts';
import type { Graph, TierCode } from './graph.ts';
import { CERTAINTIES } from './labels.ts';
import { foldPositions } from './position-classes.ts';
import type { PositionClasses } from './position-classes.ts';
import { bitsOf, hasBit, SetPool, Weigher } from './bit-sets.ts';
import type { BitSet } from './bit-sets.ts';
import { NO_BIT, ReaderSets } from './reader-sets.ts';
import type { AssetExposure, ExposedPair, ExposureScan } from './scan-result.ts';
import { isOpenToAll, SEVERITIES, severityOf } from './severity.ts';

/** Who reads an asset at each tier: all its readers, and those that read more than it alone. */
interface Readers {
  readonly all: readonly BitSet[];
  readonly broad: readonly BitSet[];
}

/** An asset with what is needed to list its open readers. */
interface Judged extends AssetExposure {
  readonly node: number;
  readonly readersBy: Readers;
  /** Positions that are expected or declared. */
  readonly closed: ReadonlySet<number>;
  readonly isIdentity: boolean;
  readonly open: number;
}

export function scanExposure(exposure: Exposure, ids: readonly string[], maxPairs: number): ExposureScan {
  const judge = new AssetJudge(exposure);
  const assets = ids.flatMap((id) => judge.judge(id) ?? []);
  const pairs = assets.reduce((sum, { open }) => sum + open, 0);
  return {
    assets: assets.map(({ id, severity, exposed, readers }) => ({ id, severity, exposed, readers })),
    pairs,
    worst: judge.worst(assets, maxPairs),
  };
}

/** A position of the control plane. */
interface Shipped {
  readonly position: number;
  /** Its bit among the shipped. */
  readonly bit: number;
  readonly class: number;
  readonly isUntouched: boolean;
}

/** Pairs found so far, and how many are wanted. */
interface PairList {
  readonly limit: number;
  readonly found: ExposedPair[];
}

class AssetJudge {
  readonly #exposure: Exposure;
  readonly #graph: Graph;
  readonly #classes: PositionClasses;
  readonly #pool: SetPool;
  readonly #sets: readonly ReaderSets[];
  readonly #shippedPool: SetPool;
  readonly #shippedSets: ReaderSets;
  readonly #shipped: readonly Shipped[];
  readonly #openToAll: readonly number[];
  /** Counts positions, not classes. */
  readonly #weigher: Weigher;

  constructor(exposure: Exposure) {
    this.#exposure = exposure;
    this.#graph = exposure.graph.graph;
    this.#classes = foldPositions(exposure);
    this.#pool = new SetPool(this.#classes.count);
    this.#weigher = new Weigher(this.#classes.weights);
    const bitOf = new Int32Array(this.#graph.nodeCount).fill(NO_BIT);
    exposure.positions.forEach(({ node }, index) => (bitOf[node] = this.#classes.classOf[index] as number));
    this.#sets = TIERS.map((tier) => new ReaderSets(this.#graph, this.#pool, { tier, bitOf }));
    this.#openToAll = exposure.positions.flatMap(({ id }, index) => (isOpenToAll(id) ? [index] : []));
    this.#shipped = listShipped(exposure, this.#classes);
    this.#shippedPool = new SetPool(this.#shipped.length);
    const shippedBitOf = new Int32Array(this.#graph.nodeCount).fill(NO_BIT);
    for (const { position, bit } of this.#shipped) shippedBitOf[exposure.positions[position]?.node as number] = bit;
    this.#shippedSets = new ReaderSets(this.#graph, this.#shippedPool, {
      tier: 2,
      bitOf: shippedBitOf,
      onlyShipped: true,
    });
  }

  judge(id: string): Judged | undefined {
    const node = this.#exposure.targetNode(id);
    if (node === undefined) return undefined;
    const readersBy = this.#readersOf(node);
    const all = readersBy.all[2] as BitSet;
    const expected = this.#expected(node, all);
    const declared = this.#declared(id, all).filter((position) => !expected.includes(position));
    const closed = new Set([...expected, ...declared]);
    const total = this.#weigher.of(all);
    const open = total - closed.size;
    const isIdentity = this.#exposure.isIdentity(node);
    const severity = open === 0 ? 'info' : this.#severity(readersBy, closed, isIdentity);
    return {
      id,
      severity,
      exposed: open > 0,
      node,
      readersBy,
      closed,
      isIdentity,
      open,
      readers: { total, expected: expected.length, declared: declared.length },
    };
  }

  /** Enumerates open readers by severity and certainty until there are enough. */
  worst(assets: readonly Judged[], limit: number): ExposedPair[] {
    const found: ExposedPair[] = [];
    const sorted = assets.filter(({ open }) => open > 0).toSorted((a, b) => compare(a.id, b.id));
    for (const severity of SEVERITIES) {
      for (const tier of TIERS) {
        for (const asset of sorted) {
          if (found.length >= limit) return found;
          if (SEVERITIES.indexOf(asset.severity) <= SEVERITIES.indexOf(severity))
            this.#list(asset, tier, severity, { limit, found });
        }
      }
    }
    return found;
  }

  #list(asset: Judged, tier: TierCode, severity: Severity, { limit, found }: PairList): void {
    const { all, broad } = asset.readersBy;
    const here = all[tier] as BitSet;
    const before = tier === 0 ? undefined : all[tier - 1];
    const certainty = CERTAINTIES[tier] as Certainty;
    const positions: number[] = [];
    for (const bit of bitsOf(here)) {
      if (before !== undefined && hasBit(before, bit)) continue;
      const raised = asset.isIdentity || hasBit(broad[tier] as BitSet, bit);
      for (const position of this.#classes.members[bit] as readonly number[]) {
        const id = this.#exposure.positions[position]?.id as string;
        if (!asset.closed.has(position) && severityOf(id, { certainty, raised }) === severity) positions.push(position);
      }
    }
    for (const position of positions.toSorted((a, b) => a - b)) {
      if (found.length >= limit) return;
      const { id } = this.#exposure.positions[position] as { id: string };
      found.push({
        asset: asset.id,
        reader: {
          id,
          certainty,
          severity,
          prove: () => this.#exposure.proveReader(position, asset.node, asset.id, tier),
        },
      });
    }
  }

  #readersOf(node: number): Readers {
    return {
      all: TIERS.map((tier) => this.#union(node, tier, false)),
      broad: TIERS.map((tier) => this.#union(node, tier, true)),
    };
  }

  /** Union of the sets at the node's in-edges. */
  #union(node: number, tier: TierCode, onlyHubs: boolean): BitSet {
    const { inStart, inEdges, tier: tiers, label, from } = this.#graph;
    const sets = this.#sets[tier] as ReaderSets;
    for (let row = inStart[node] as number; row < (inStart[node + 1] as number); row++) {
      const edge = inEdges[row] as number;
      if ((tiers[edge] as number) > tier || (onlyHubs && label[edge] !== NO_LABEL)) continue;
      this.#pool.addSet(sets.of(from[edge] as number));
    }
    return this.#pool.get(this.#pool.finish());
  }

  #expected(node: number, all: BitSet): number[] {
    const byShippedAlone = this.#shippedPool.get(this.#shippedSets.of(node));
    const expected: number[] = [];
    for (const { position, bit, class: own, isUntouched } of this.#shipped) {
      if ((isUntouched || hasBit(byShippedAlone, bit)) && hasBit(all, own)) expected.push(position);
    }
    return expected;
  }

  #declared(id: string, all: BitSet): number[] {
    const declared: number[] = [];
    for (const index of this.#exposure.consumersOf(id)) {
      if (hasBit(all, this.#classes.classOf[index] as number)) declared.push(index);
    }
    return declared;
  }

  #severity({ all, broad }: Readers, closed: ReadonlySet<number>, isIdentity: boolean): Severity {
    const open = (set: BitSet): boolean => {
      const weight = this.#weigher.of(set);
      return weight > closed.size || weight > this.#closedIn(set, closed);
    };
    for (const position of this.#openToAll) {
      if (hasBit(all[2] as BitSet, this.#classes.classOf[position] as number) && !closed.has(position))
        return 'critical';
    }
    let worst: Severity = 'info';
    for (const tier of TIERS) {
      const certainty = CERTAINTIES[tier] as Certainty;
      for (const raised of [true, false]) {
        const set = raised && !isIdentity ? broad[tier] : all[tier];
        const severity = severityOf('', { certainty, raised });
        if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(worst) && open(set as BitSet)) worst = severity;
      }
    }
    return worst;
  }

  #closedIn(set: BitSet, closed: ReadonlySet<number>): number {
    let count = 0;
    for (const position of closed) if (hasBit(set, this.#classes.classOf[position] as number)) count++;
    return count;
  }
}

function listShipped({ positions, controlPlane }: Exposure, { classOf }: PositionClasses): Shipped[] {
  const shipped: Shipped[] = [];
  for (const [position, { id }] of positions.entries()) {
    if (!controlPlane.shipped.has(id)) continue;
    const isUntouched = controlPlane.untouched.has(id);
    shipped.push({ position, bit: shipped.length, class: classOf[position] as number, isUntouched });
  }
  return shipped;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
