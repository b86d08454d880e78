// Weaknesses of the file itself, which no content shows: who may read it, who owns it, and that git keeps it.
import type { Check, Failure, ObjectFact } from '@watertight/engine';
import type { ConfigurationFile } from '@watertight/sources';

const DOCUMENTATION = 'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/';
const GROUP_AND_OTHERS = 0o077;
const OTHERS = 0o007;
/** Git does not forget; the key has to change. */
const IN_GIT =
  'Take the keys for known: replace them (`watertight encryption lint --fix` makes a new one), rewrite all objects, then keep the file out of git; its history holds it still.';

function fileCheck(id: string, title: string, why: string, severity: Check['severity']): Check {
  return {
    id,
    title,
    why,
    severity,
    maps: { nsa: ['Encrypt data at rest'], attack: ['T1552.001'], stride: ['information disclosure'], owasp: ['K08'] },
    references: [DOCUMENTATION],
    find: () => [],
    examples: { exposed: [], safe: [] },
  };
}

const MODE = fileCheck(
  'encryption-file-mode',
  'An EncryptionConfiguration can be read by others than its owner',
  'Whoever reads the file has the keys of etcd. The API server needs no more than to read it as its own user.',
  'high',
);
const OWNER = fileCheck(
  'encryption-file-owner',
  'An EncryptionConfiguration is owned by an ordinary user',
  'The owner of a file may change its mode and its content: who is not root on the control-plane node should own no key of etcd.',
  'info',
);
const GIT = fileCheck(
  'encryption-file-in-git',
  'An EncryptionConfiguration with keys is kept in git',
  'Every clone, fork, mirror and build of the repository has the keys, and the history keeps them when the file is gone.',
  'critical',
);

/** For reports and `explain`: these ids have no page of their own. */
export const FILE_CHECKS: readonly Check[] = [MODE, OWNER, GIT];

export interface FileFailure {
  readonly check: Check;
  readonly failure: Failure;
}

/** `hasKeys`: whether keys stand in the file; one that names a plugin only tells nobody anything. */
export function fileFailures(
  object: ObjectFact,
  { access }: ConfigurationFile,
  hasKeys: boolean,
): readonly FileFailure[] {
  if (access === undefined) return [];
  const { mode, owner, isInGit } = access;
  const failures: FileFailure[] = [];
  const add = (check: Check, message: string, summary: string, severity = check.severity): number =>
    failures.push({ check, failure: { result: 'fail', object, message, severity, fix: { summary } } });
  if ((mode & GROUP_AND_OTHERS) !== 0) {
    const who = (mode & OTHERS) === 0 ? 'its group' : 'every user';
    const octal = mode.toString(8).padStart(4, '0');
    add(
      MODE,
      `The file has mode ${octal}: ${who} of the machine can get at it.`,
      'Set mode 0600.',
      hasKeys ? 'high' : 'low',
    );
  }
  if (owner !== 0)
    add(OWNER, `The file is owned by user ${owner}, not by root.`, 'On the control-plane node, let root own it.');
  if (isInGit === true && hasKeys) add(GIT, 'Git keeps the file, and keys stand in it.', IN_GIT);
  return failures;
}
