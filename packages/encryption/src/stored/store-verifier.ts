// Judges the values of an etcd store one by one, and sums up what they prove.
import { KeyUses } from './key-uses.ts';
import type { Retirable } from './key-uses.ts';
import { isEncryptionExpected } from './expectation.ts';
import type { StorageProvider } from './storage-provider.ts';
import { OTHERS, RESOURCES_MAX, ResourceTally, summed } from './tally.ts';
import type { ResourceCounts, StoredCounts } from './tally.ts';
import { verdictOf } from './verdict.ts';
import type { EtcdValue, StoredVerdict, VerdictSettings } from './verdict.ts';
import { storedWeaknesses } from './weaknesses.ts';
import type { StoredWeakness } from './weaknesses.ts';

export interface VerifierSettings extends VerdictSettings {
  /** Resources that must be encrypted whatever a configuration says. */
  readonly required: readonly string[];
  /** Provider lists of the configuration, one a rule. */
  readonly configured: readonly (readonly StorageProvider[])[];
  /** Objects that are named of those that forbid that a key is retired. */
  readonly forbiddingShown?: number;
}

export interface StoreSummary extends StoredCounts {
  /** In alphabetical order. */
  readonly resources: readonly ResourceCounts[];
}

export interface StoreProof {
  readonly summary: StoreSummary;
  readonly retirable: readonly Retirable[];
  readonly weaknesses: readonly StoredWeakness[];
  /** Resources that should be encrypted: required, written so by the configuration, or encrypted in part. */
  readonly expected: readonly string[];
  /** Why counts are not of everything, where resources or keys are more than are told apart. */
  readonly cut: readonly string[];
}

export class StoreVerifier {
  readonly #settings: VerifierSettings;
  readonly #resources = new Map<string, ResourceTally>();
  readonly #keys: KeyUses;

  constructor(settings: VerifierSettings) {
    this.#settings = settings;
    const isExpected = (resource: string): boolean => isEncryptionExpected(resource, settings);
    this.#keys = new KeyUses(isExpected, settings.forbiddingShown);
    for (const providers of settings.configured) this.#keys.configured(providers, settings.currentKeyId);
  }

  /** A value that no later revision replaced. */
  current(value: EtcdValue): StoredVerdict {
    const verdict = verdictOf(value, this.#settings);
    this.#keys.add(verdict, true);
    this.#tally(verdict.resource).add(verdict);
    return verdict;
  }

  /** A value that was replaced or deleted and is still there. */
  older(value: EtcdValue): void {
    const verdict = verdictOf(value, this.#settings);
    this.#keys.add(verdict, false);
    this.#tally(verdict.resource).addOlder(verdict);
  }

  /** `isComplete`: all values of the store were read. */
  proof(isComplete: boolean): StoreProof {
    const tallies = [...this.#resources.values()].sort((a, b) => (a.resource < b.resource ? -1 : 1));
    const resources = tallies.map(({ counts }) => counts);
    const isExpected = (tally: ResourceTally): boolean =>
      isEncryptionExpected(tally.resource, this.#settings) || tally.encrypted > 0;
    return {
      summary: { ...summed(resources), resources },
      retirable: this.#keys.answers(isComplete && !this.#keys.isCut),
      weaknesses: tallies.flatMap((tally) =>
        storedWeaknesses(tally, isEncryptionExpected(tally.resource, this.#settings)),
      ),
      expected: tallies.filter(isExpected).map(({ resource }) => resource),
      cut: [
        ...(this.#keys.isCut ? ['there are more different keys than are told apart'] : []),
        ...(this.#resources.has(OTHERS) ? ['there are more different resources than are told apart'] : []),
      ],
    };
  }

  #tally(resource = NO_RESOURCE): ResourceTally {
    const isFull = this.#resources.size >= RESOURCES_MAX && !this.#resources.has(resource);
    const name = isFull ? OTHERS : resource;
    const found = this.#resources.get(name) ?? new ResourceTally(name);
    this.#resources.set(name, found);
    return found;
  }
}

/** What the API server keeps for itself: leases of servers, allocations. */
export const NO_RESOURCE = 'internal';
