// What is wrong with how the objects of a resource are stored, each weakness once with its first objects.
import type { ResourceTally, Weakness } from './tally.ts';

export type StoredSeverity = 'critical' | 'high' | 'medium' | 'low';

export interface StoredWeakness {
  readonly check: string;
  readonly severity: StoredSeverity;
  readonly resource: string;
  readonly message: string;
  readonly fix: string;
  /** Objects that have it. */
  readonly count: number;
  /** etcd keys of the first of them. */
  readonly examples: readonly string[];
}

interface Words {
  readonly check: string;
  readonly severity: StoredSeverity;
  /** After "3 objects of secrets". */
  readonly said: string;
  readonly fix: string;
}

const REWRITE =
  'Then write every object again, as https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ says: an object that nobody writes stays as it is.';

/** Where encryption is expected, plain text and what cannot be read is grave; elsewhere it is what Kubernetes does by default. */
const WORDS: Readonly<Record<Weakness, Words>> = {
  moved: {
    check: 'stored-moved',
    severity: 'critical',
    said: 'under the etcd key of another: somebody who writes to etcd put the value there',
    fix: 'Find out who may write to etcd, and restore the objects from a backup.',
  },
  otherKind: {
    check: 'stored-other-kind',
    severity: 'high',
    said: 'of another kind than the etcd key says',
    fix: 'Find out who may write to etcd, and restore the objects from a backup.',
  },
  plaintext: {
    check: 'stored-plaintext',
    severity: 'high',
    said: 'in plain text',
    fix: `Put an encrypting provider first in the EncryptionConfiguration. ${REWRITE}`,
  },
  unreadable: {
    check: 'stored-unreadable',
    severity: 'high',
    said: 'unreadable with this configuration: reading one of them, or a list with it, fails',
    fix: 'Put the key that wrote them back into the EncryptionConfiguration, or restore the objects from a backup.',
  },
  malformed: {
    check: 'stored-malformed',
    severity: 'high',
    said: 'in bytes that neither are an object nor what a provider of Kubernetes writes',
    fix: 'Restore the objects from a backup.',
  },
  stale: {
    check: 'stored-stale',
    severity: 'medium',
    said: 'stored otherwise than the configuration writes',
    fix: 'Write every object again, and keep the old key until this finding is gone.',
  },
  unauthenticated: {
    check: 'stored-unauthenticated',
    severity: 'medium',
    said: 'encrypted by aescbc: who writes to etcd can change bits of them, and move them to another etcd key',
    fix: 'Use KMS v2, or secretbox where there is no KMS.',
  },
  movable: {
    check: 'stored-movable',
    severity: 'low',
    said: 'encrypted by secretbox: who writes to etcd can move them to another etcd key',
    fix: 'Use KMS v2, which binds each value to its etcd key.',
  },
};

/** Not said where nothing is expected to be encrypted: it is what Kubernetes does by default. */
const ONLY_EXPECTED: readonly Weakness[] = ['plaintext'];

/** `isExpected`: objects of the resource should be encrypted, see `isEncryptionExpected`. Where some are, the rest should be, too. */
export function storedWeaknesses(tally: ResourceTally, isExpected: boolean): StoredWeakness[] {
  const isMixed = !isExpected && tally.encrypted > 0;
  return (Object.keys(WORDS) as Weakness[])
    .filter((weakness) => isExpected || isMixed || !ONLY_EXPECTED.includes(weakness))
    .flatMap((weakness) => {
      const { count, first } = tally.weak(weakness);
      const severity = isMixed && weakness === 'plaintext' ? 'medium' : WORDS[weakness].severity;
      return count === 0 ? [] : [weaknessOf(tally.resource, { ...WORDS[weakness], severity }, count, first)];
    });
}

function weaknessOf(resource: string, words: Words, count: number, examples: readonly string[]): StoredWeakness {
  const { check, severity, said, fix } = words;
  return { check, severity, resource, message: `${objectsOf(count, resource)} ${said}`, fix, count, examples };
}

export function objectsOf(count: number, resource: string): string {
  return `${count} ${count === 1 ? 'object' : 'objects'} of ${resource}`;
}
