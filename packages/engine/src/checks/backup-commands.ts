// Command lines that dump etcd or a database, and those that encrypt what they are given.

export interface Dump {
  readonly program: string;
  /** What the dump holds. */
  readonly holds: string;
  readonly severity: 'high' | 'medium';
}

interface Pattern extends Dump {
  readonly pattern: RegExp;
}

/** Up to this many characters of options may stand between a program and its subcommand. */
const DUMPS: readonly Pattern[] = [
  {
    pattern: /\betcdctl\b[^;|&\n]{0,1000}\bsnapshot\s+save\b/,
    program: 'etcdctl snapshot save',
    holds: 'every Secret of the cluster',
    severity: 'high',
  },
  {
    pattern: /\betcd-backup-restore\b|\betcdbr\b/,
    program: 'etcd-backup-restore',
    holds: 'every Secret of the cluster',
    severity: 'high',
  },
  {
    pattern: /\b(?:k3s|rke2)\s+etcd-snapshot\b/,
    program: 'etcd-snapshot',
    holds: 'every Secret of the cluster',
    severity: 'high',
  },
  {
    pattern: /\bkubectl\b[^;|&\n]{0,1000}\bget\b[^;|&\n]{0,200}\bsecrets?\b[^;|&\n]{0,200}-o[= ]?(?:yaml|json)\b/,
    program: 'kubectl get secrets',
    holds: 'Secrets in plain text',
    severity: 'high',
  },
  {
    pattern: /\b(?:pg_dump|pg_dumpall|pg_basebackup)\b/,
    program: 'a PostgreSQL dump',
    holds: 'the database',
    severity: 'medium',
  },
  {
    pattern: /\b(?:mysqldump|mariadb-dump|xtrabackup|mariabackup|mydumper)\b/,
    program: 'a MySQL dump',
    holds: 'the database',
    severity: 'medium',
  },
  { pattern: /\bmongodump\b/, program: 'mongodump', holds: 'the database', severity: 'medium' },
  {
    pattern: /\bredis-cli\b[^;|&\n]{0,500}--rdb\b/,
    program: 'a Redis dump',
    holds: 'the database',
    severity: 'medium',
  },
  {
    pattern: /\bvault\s+operator\s+raft\s+snapshot\s+save\b/,
    program: 'a Vault snapshot',
    holds: "Vault's (sealed) store",
    severity: 'medium',
  },
];

const ENCRYPTS =
  /\b(?:gpg2?|age|rage|restic|kopia|borg|duplicity|sops|rclone\s+crypt|ccrypt)\s|\bopenssl\s+(?:enc|smime|cms|aes)|--sse(?:-|\b)|--server-side-encryption|--kms-key|--encrypt(?:ion)?(?:-|=|\s)/;

export function dumpIn(text: string): Dump | undefined {
  return DUMPS.find(({ pattern }) => pattern.test(text));
}

/** True when some part of the text encrypts; whether it gets the dump is taken on trust. */
export function encrypts(text: string): boolean {
  return ENCRYPTS.test(text);
}
