// Programs that take a password without a name: by a short option, or by its place among their words.
import { isMasked } from '../masks/mask.ts';
import { isReference } from '../text/reference.ts';

export interface Program {
  /** In small letters, with what follows it: a blank, a blank and a dash, or nothing. Rare in lines that are no command. */
  readonly anchor: string;
  /** What stands between the program and the value; it begins with the blank behind the program, where the anchor has one. */
  readonly option: RegExp;
  /** Only what follows the first colon is secret. */
  readonly isUserAndPassword?: boolean;
  /** What the value must be where the same words may stand in a sentence. */
  readonly value?: RegExp;
}

/** A digit and a letter: no word of a sentence. */
const MADE = /^(?=.{0,64}\d)(?=.{0,64}[A-Za-z]).{6,512}$/s;
const LONG = /^(?=.{0,64}\d)[\w.+/=-]{16,512}$/;
/** Options after others of the command, not behind a pipe or a second command. */
const SHORT_P = /\s-p ?/;
const SNMP: readonly RegExp[] = [/\s-A ?/, /\s-X ?/];

export const PROGRAMS: readonly Program[] = [
  { anchor: 'mysql -', option: /\s-p(?=\S)/ },
  { anchor: 'mysqldump -', option: /\s-p(?=\S)/ },
  { anchor: 'mysqladmin -', option: /\s-p(?=\S)/ },
  { anchor: 'mariadb -', option: /\s-p(?=\S)/ },
  { anchor: 'sshpass -', option: SHORT_P },
  { anchor: 'redis-cli -', option: /\s-a ?/ },
  { anchor: 'mongosh -', option: SHORT_P },
  { anchor: 'mongo -', option: SHORT_P },
  { anchor: 'mongodump -', option: SHORT_P },
  { anchor: 'sqlcmd -', option: /\s-P ?/ },
  { anchor: 'docker login -', option: SHORT_P },
  { anchor: 'podman login -', option: SHORT_P },
  { anchor: 'helm registry login -', option: SHORT_P },
  { anchor: 'az login -', option: SHORT_P },
  { anchor: 'cqlsh ', option: SHORT_P },
  ...['search', 'add', 'modify', 'delete', 'passwd', 'whoami'].map((what) => ({
    anchor: `ldap${what} -`,
    option: /\s-w ?/,
  })),
  { anchor: 'curl -', option: /\s(?:-u ?|--user[ =])/, isUserAndPassword: true },
  { anchor: 'etcdctl ', option: /\s--user[ =]/, isUserAndPassword: true },
  { anchor: 'jenkins-cli.jar ', option: /\s-auth /, isUserAndPassword: true },
  { anchor: 'cache_peer ', option: /\slogin=/, isUserAndPassword: true },
  { anchor: 'smbclient ', option: /\s(?:-U ?|--user[ =])[^\s%]{1,64}%/ },
  { anchor: 'ipmitool -', option: /\s-P ?/ },
  { anchor: 'mosquitto_pub ', option: /\s-P ?/ },
  { anchor: 'mosquitto_sub ', option: /\s-P ?/ },
  ...['snmpget -', 'snmpset -', 'snmpwalk -', 'snmpbulkwalk -'].flatMap((anchor) =>
    SNMP.map((option) => ({ anchor, option })),
  ),
  { anchor: '7z a ', option: /\s-p(?=\S)/ },
  { anchor: '7z x ', option: /\s-p(?=\S)/ },
  { anchor: 'rabbitmqctl add_user ', option: /^ \S{1,64} /, value: MADE },
  { anchor: 'rabbitmqctl change_password ', option: /^ \S{1,64} /, value: MADE },
  { anchor: 'mc alias set ', option: /^ \S{1,64} \S{1,200} \S{1,64} /, value: MADE },
  { anchor: 'net user ', option: /^ \S{1,64} (?!\/)/, value: MADE },
  { anchor: 'cargo login ', option: /^ /, value: LONG },
  { anchor: 'convertto-securestring ', option: /^ (?:-String )?(?=\\?["'])/i },
  { anchor: '-dsonar.login=', option: /^/, value: LONG },
  { anchor: 'psk=', option: /^(?=\\{0,7}["'])/ },
  { anchor: ':5432:', option: /^[\w*.-]{1,64}:[\w*.-]{1,64}:/, value: MADE },
];

/** Whether what stands in the value's place is one. */
export function isPassword(content: string, { value }: Program): boolean {
  if (content === '' || content.startsWith('-') || isMasked(content) || isReference(content)) return false;
  return value === undefined || value.test(content);
}
