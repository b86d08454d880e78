// The short options in which programs take passwords.

export interface Program {
  readonly name: string;
  /** What stands before the value. */
  readonly option: RegExp;
  /** Only what follows the first colon is secret. */
  readonly isUserAndPassword?: boolean;
}

export const PROGRAMS: readonly Program[] = [
  { name: 'mysql', option: /\s-p(?=\S)/ },
  { name: 'mysqldump', option: /\s-p(?=\S)/ },
  { name: 'mysqladmin', option: /\s-p(?=\S)/ },
  { name: 'mariadb', option: /\s-p(?=\S)/ },
  { name: 'sshpass', option: /\s-p ?/ },
  { name: 'redis-cli', option: /\s-a ?/ },
  { name: 'mongosh', option: /\s-p ?/ },
  { name: 'mongo', option: /\s-p ?/ },
  { name: 'mongodump', option: /\s-p ?/ },
  { name: 'sqlcmd', option: /\s-P ?/ },
  { name: 'docker login', option: /\s-p ?/ },
  { name: 'podman login', option: /\s-p ?/ },
  { name: 'helm registry login', option: /\s-p ?/ },
  ...['search', 'add', 'modify', 'delete', 'passwd', 'whoami'].map((what) => ({
    name: `ldap${what}`,
    option: /\s-w ?/,
  })),
  { name: 'az login', option: /\s-p ?/ },
  { name: 'curl', option: /\s(?:-u ?|--user[ =])/, isUserAndPassword: true },
];
