// Programs that take a password without a name: by a short option, or by its place among their words.
import { isValue } from './is-value.ts';

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
/** No option of the next command, and no end of this one. */
const ANY = /^[^|>&;-]/;
/** `htpasswd -bB -C 10 FILE bob x`: with `-n` it prints, and no file is named. */
const HTPASSWD: readonly RegExp[] = [
  /^ (?=(?:-\w{1,8} (?:\d{1,2} )?){0,3}-\w{0,7}b)(?!(?:-\w{1,8} (?:\d{1,2} )?){0,3}-\w{0,7}n)(?:-\w{1,8} (?:\d{1,2} )?){1,4}[^\s-]\S{0,200} \S{1,64} /,
  /^ (?=(?:-\w{1,8} (?:\d{1,2} )?){0,3}-\w{0,7}b)(?=(?:-\w{1,8} (?:\d{1,2} )?){0,3}-\w{0,7}n)(?:-\w{1,8} (?:\d{1,2} )?){1,4}[^\s-]\S{0,63} /,
];
/** Clients of registries and platforms: the address may stand before the options. */
const LOGINS =
  'docker,podman,nerdctl,buildah,skopeo,oras,crane auth,helm registry,regctl registry,az,cf,oc,ibmcloud,cosign'.split(
    ',',
  );
/** Options whose value is a user and a password, whatever program takes them. */
const PAIRS = ['--auth', '-auth', '--creds', '--src-creds', '--dest-creds'];

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
  ...LOGINS.map((program) => ({ anchor: `${program} login `, option: SHORT_P })),
  { anchor: 'cqlsh ', option: SHORT_P },
  { anchor: 'beeline -', option: SHORT_P },
  { anchor: 'cypher-shell ', option: SHORT_P },
  { anchor: 'twine upload ', option: SHORT_P },
  { anchor: 'mongorestore ', option: SHORT_P },
  { anchor: 'mongoexport ', option: SHORT_P },
  { anchor: 'mongoimport ', option: SHORT_P },
  { anchor: 'check_mysql ', option: SHORT_P },
  { anchor: 'security unlock-keychain ', option: SHORT_P },
  { anchor: 'security import ', option: /\s-P ?/ },
  { anchor: 'bcp ', option: /\s-P ?/ },
  { anchor: 'osql -', option: /\s-P ?/ },
  { anchor: 'zip -', option: /\s-P ?/ },
  { anchor: 'unzip -', option: /\s-P ?/ },
  { anchor: 'slappasswd -', option: /\s-s ?/ },
  { anchor: 'ldappasswd -', option: /\s-[as] ?/ },
  { anchor: 'plink -', option: /\s-pw / },
  { anchor: 'pscp -', option: /\s-pw / },
  { anchor: 'cpw -', option: /\s-pw / },
  { anchor: 'addprinc -', option: /\s-pw / },
  { anchor: 'xfreerdp ', option: /\s\/p:/ },
  { anchor: 'schtasks ', option: /\s\/rp /i },
  { anchor: 'signtool sign ', option: /\s\/p / },
  { anchor: 'lftp -', option: /\s-u ?[^\s,]{1,64},/ },
  ...['search', 'add', 'modify', 'delete', 'passwd', 'whoami'].map((what) => ({
    anchor: `ldap${what} -`,
    option: /\s-w ?/,
  })),
  { anchor: 'curl -', option: /\s(?:-u ?|--user[ =])/, isUserAndPassword: true },
  { anchor: 'etcdctl ', option: /\s--user[ =]/, isUserAndPassword: true },
  ...PAIRS.flatMap((option) => [
    { anchor: `${option} `, option: /^ (?=["'\\]{0,4}[^\s:"'/]{1,64}:[^/])/, isUserAndPassword: true },
    { anchor: `${option}=`, option: /^(?=["'\\]{0,4}[^\s:"'/]{1,64}:[^/])/, isUserAndPassword: true },
  ]),
  { anchor: 'http -a ', option: /^ /, isUserAndPassword: true },
  { anchor: 'https -a ', option: /^ /, isUserAndPassword: true },
  { anchor: 'check_http -', option: /\s-a ?/, isUserAndPassword: true },
  { anchor: 'images pull ', option: /\s--?u(?:ser)?[ =]/, isUserAndPassword: true },
  { anchor: 'addauth digest ', option: /^ /, isUserAndPassword: true },
  { anchor: 'stats auth ', option: /^ /, isUserAndPassword: true },
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
  ...HTPASSWD.map((option) => ({ anchor: 'htpasswd -', option, value: ANY })),
  { anchor: 'mosquitto_passwd -', option: /^ (?:-[cH] ?){0,2}-\w{0,3}b\w{0,3} \S{1,200} \S{1,64} /, value: ANY },
  { anchor: 'poetry config ', option: /^ (?:--\w{1,16} ){0,2}http-basic\.\S{1,64} \S{1,64} /, value: MADE },
  { anchor: 'composer config ', option: /^ (?:--\w{1,16} ){0,2}http-basic\.\S{1,100} \S{1,64} /, value: MADE },
  { anchor: 'vault operator unseal ', option: /^ /, value: LONG },
  { anchor: '--certificate-key ', option: /^ /, value: /^[0-9a-f]{64}$/ },
  { anchor: '--certificate-key=', option: /^/, value: /^[0-9a-f]{64}$/ },
  { anchor: 'snmp-server community ', option: /^ (?:[07] )?/, value: /^(?!public$|private$|string$)[^<|]/i },
  { anchor: 'dig -y ', option: /^ (?:hmac-[\w-]{3,12}:)?[\w.-]{1,255}:/, value: LONG },
  { anchor: 'nsupdate -y ', option: /^ (?:hmac-[\w-]{3,12}:)?[\w.-]{1,255}:/, value: LONG },
  { anchor: 'wifi-sec.psk ', option: /^ /, value: MADE },
  { anchor: '802-11-wireless-security.psk ', option: /^ /, value: MADE },
  { anchor: 'net use ', option: /^ (?:[a-z*]:? )?\\{1,16}[^\s"]{1,200} (?!\/)/i, value: MADE },
  { anchor: 'net user ', option: /^ \S{1,64} (?!\/)/, value: MADE },
  { anchor: 'cargo login ', option: /^ /, value: LONG },
  { anchor: 'convertto-securestring ', option: /^ (?:-(?:String|AsPlainText|Force) ){0,3}(?=\\?["'])/i },
  { anchor: '-dsonar.login=', option: /^/, value: LONG },
  { anchor: 'psk=', option: /^(?=\\{0,7}["'])/ },
  { anchor: ':5432:', option: /^[\w*.-]{1,64}:[\w*.-]{1,64}:/, value: MADE },
];

/** Whether what stands in the value's place is one. */
export function isPassword(content: string, { value }: Program): boolean {
  if (content.startsWith('-') || !isValue(content)) return false;
  return value === undefined || value.test(content);
}
