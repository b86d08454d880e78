// Command lines of clients and tools, with a password by option or by place, each with its manual.
import { m } from './marked.ts';
import { contextsOf, type Shapes, twinsOf, word } from './shape.ts';

/** The commands by one line each: what stands before and behind the password, the manual, and a twin. */
type Command = readonly [before: string, after: string, where: string, twin: string];

const COMMANDS: Readonly<Record<string, Command>> = {
  'docker login, listed': [
    '["docker","login","-u","bob","-p","',
    '","registry.example.com"]',
    'https://docs.docker.com/reference/cli/docker/login/',
    '["docker","login","-u","bob","--password-stdin","registry.example.com"]',
  ],
  httpie: [
    'http --auth bob:',
    ' GET https://api.example.com/v1',
    'https://httpie.io/docs/cli/basic-auth',
    'http --auth-type bearer GET https://api.example.com/v1 Accept:application/json',
  ],
  'httpie, short': [
    'http -a bob:',
    ' https://api.example.com/v1',
    'https://httpie.io/docs/cli/basic-auth',
    'http -v GET https://api.example.com/v1 Accept:application/json',
  ],
  htpasswd: [
    'htpasswd -b /etc/nginx/users bob ',
    '',
    'https://httpd.apache.org/docs/2.4/programs/htpasswd.html',
    'htpasswd -c /etc/nginx/users2 bob',
  ],
  'htpasswd, printed': [
    'htpasswd -nbB bob ',
    '',
    'https://httpd.apache.org/docs/2.4/programs/htpasswd.html',
    'htpasswd -nB bob7',
  ],
  mosquitto_passwd: [
    'mosquitto_passwd -b /etc/mosquitto/users bob ',
    '',
    'https://mosquitto.org/man/mosquitto_passwd-1.html',
    'mosquitto_passwd -D /etc/mosquitto/users2 bob7',
  ],
  'powershell, switch first': [
    '$p = ConvertTo-SecureString -AsPlainText "',
    '" -Force',
    'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring',
    '$p = ConvertTo-SecureString -AsPlainText "$env:PW" -Force',
  ],
  'powershell, listed': [
    "ConvertTo-SecureString '",
    "' -AsPlainText -Force",
    'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring',
    'Read-Host "Enter password 2" -AsSecureString',
  ],
  'oracle: export': [
    'expdp app/',
    '@db schemas=SHOP',
    'https://docs.oracle.com/en/database/oracle/oracle-database/23/sutil/oracle-data-pump-export-utility.html',
    'expdp /@db schemas=SHOP directory=dp/a1',
  ],
  'oracle: loader': [
    'sqlldr app/',
    '@db control=load.ctl',
    'https://docs.oracle.com/en/database/oracle/oracle-database/23/sutil/oracle-sql-loader-commands.html',
    'sqlldr /@db control=load/v2.ctl',
  ],
  beeline: [
    'beeline -u jdbc:hive2://hive:10000/shop -n app -p ',
    ' -e "show tables"',
    'https://cwiki.apache.org/confluence/display/Hive/HiveServer2+Clients',
    'beeline -u jdbc:hive2://hive:10000/shop -n app -e "show tables"',
  ],
  lftp: [
    'lftp -u bob,',
    ' sftp://files.example.com',
    'https://lftp.yar.ru/lftp-man.html',
    'lftp -e "ls; bye" sftp://files2.example.com',
  ],
  skopeo: [
    'skopeo copy --src-creds bob:',
    ' docker://r.example.com/app:1 dir:/tmp/app',
    'https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md',
    'skopeo copy --src-no-creds docker://r.example.com/app:1 dir:/tmp/app',
  ],
  crictl: [
    'crictl pull --creds bob:',
    ' r.example.com/app:1',
    'https://github.com/kubernetes-sigs/cri-tools/blob/master/docs/crictl.md',
    'crictl pull r.example.com/app:1',
  ],
  'ctr: pull': [
    'ctr -n k8s.io images pull --user bob:',
    ' r.example.com/app:1',
    'https://github.com/containerd/containerd/blob/main/cmd/ctr/commands/images/pull.go',
    'ctr -n k8s.io images pull r.example.com/app:1',
  ],
  crane: [
    'crane auth login r.example.com -u bob -p ',
    '',
    'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_auth_login.md',
    'crane auth logout r2.example.com',
  ],
  'buildah, nerdctl': [
    'nerdctl login -u bob -p ',
    ' r.example.com',
    'https://github.com/containerd/nerdctl/blob/main/docs/command-reference.md',
    'nerdctl run -p 8080:80 r.example.com/app2',
  ],
  twine: [
    'twine upload -u __token__ -p ',
    ' dist/app-1.0.tar.gz',
    'https://twine.readthedocs.io/en/stable/',
    'twine upload --skip-existing dist/app-1.0.tar.gz',
  ],
  'cf: login': [
    'cf login -a https://api.cf.example.com -u bob -p ',
    ' -o shop',
    'https://cli.cloudfoundry.org/en-US/v8/login.html',
    'cf push shop2 -p target/shop-2.jar',
  ],
  'oc: login': [
    'oc login -u bob -p ',
    ' https://api.example.com:6443',
    'https://docs.openshift.com/container-platform/4.16/cli_reference/openshift_cli/getting-started-cli.html',
    'oc patch deploy/web -p \'{"spec":{"replicas":2}}\'',
  ],
  'neo4j: shell': [
    'cypher-shell -u neo4j -p ',
    ' "RETURN 1"',
    'https://neo4j.com/docs/operations-manual/current/cypher-shell/',
    'cypher-shell -u neo4j --format plain "RETURN 1"',
  ],
  'openldap: hash': [
    'slappasswd -s ',
    ' -h {SSHA}',
    'https://www.openldap.org/software/man.cgi?query=slappasswd',
    'slappasswd -h {SSHA512} -T /run/secrets/pw1',
  ],
  'macos: keychain': [
    'security unlock-keychain -p ',
    ' build.keychain',
    'https://ss64.com/mac/security-keychain.html',
    'security list-keychains -s build2.keychain',
  ],
  freerdp: [
    'xfreerdp /u:bob /p:',
    ' /v:10.0.0.9',
    'https://github.com/FreeRDP/FreeRDP/wiki/CommandLineInterface',
    'xfreerdp /u:bob /v:10.0.0.9 /port:3390',
  ],
  plink: [
    'plink -ssh bob@10.0.0.9 -pw ',
    ' uptime',
    'https://the.earth.li/~sgtatham/putty/0.81/htmldoc/Chapter3.html',
    'plink -ssh bob@10.0.0.9 -pwfile c:\\pw1.txt uptime',
  ],
  'sudo: standard input': [
    'echo ',
    ' | sudo -S apt-get update',
    'https://www.sudo.ws/docs/man/sudo.man/',
    'echo 3600s | sudo tee /proc/sys/vm/x2',
  ],
  'kinit: standard input': [
    'echo "',
    '" | kinit bob',
    'https://web.mit.edu/kerberos/krb5-latest/doc/user/user_commands/kinit.html',
    'kinit -kt /etc/krb5.keytab2 host/web1',
  ],
  'cryptsetup: standard input': [
    'echo -n ',
    ' | cryptsetup luksOpen /dev/sdb1 data -',
    'https://man7.org/linux/man-pages/man8/cryptsetup.8.html',
    'cryptsetup luksOpen --key-file /root/k1 /dev/sdb1 data',
  ],
  zip: ['zip -r -P ', ' out.zip data/', 'https://infozip.sourceforge.net/', 'zip -r -q out2.zip data/v2'],
  bcp: [
    'bcp shop.dbo.Orders out orders.csv -S db -U sa -P ',
    ' -c',
    'https://learn.microsoft.com/en-us/sql/tools/bcp-utility',
    'bcp shop.dbo.Orders out orders2.csv -S db -T -c',
  ],
  splunk: [
    'splunk add forward-server idx:9997 -auth admin:',
    '',
    'https://docs.splunk.com/Documentation/Splunk/latest/Admin/AbouttheCLI',
    'splunk list forward-server idx:9997',
  ],
  'windows: net use': [
    'net use Z: \\\\files\\share ',
    ' /user:bob',
    'https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/gg651155(v=ws.11)',
    'net use Z: \\\\files\\share2 /persistent:yes',
  ],
  'windows: scheduled task': [
    'schtasks /create /tn backup /tr b.cmd /ru bob /rp ',
    '',
    'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/schtasks-create',
    'schtasks /create /tn backup2 /tr b2.cmd /ru SYSTEM',
  ],
  'nagios: check': [
    '/usr/lib/nagios/plugins/check_http -H web -a bob:',
    ' -u /health',
    'https://www.monitoring-plugins.org/doc/man/check_http.html',
    '/usr/lib/nagios/plugins/check_http -H web -p 8080 -u /health2',
  ],
  kadmin: [
    'kadmin.local: cpw -pw ',
    ' bob',
    'https://web.mit.edu/kerberos/krb5-latest/doc/admin/admin_commands/kadmin_local.html',
    'kadmin.local: cpw -randkey host/web1',
  ],
  'openssl: output': [
    'openssl genrsa -aes256 -passout pass:',
    ' -out ca.key 4096',
    'https://docs.openssl.org/3.3/man1/openssl-passphrase-options/',
    'openssl genrsa -aes256 -passout env:KEY_PW1 -out ca.key 4096',
  ],
  signtool: [
    'signtool sign /f app.pfx /p ',
    ' /fd SHA256 app.exe',
    'https://learn.microsoft.com/en-us/windows/win32/seccrypto/signtool',
    'signtool verify /pa app2.exe',
  ],
  poetry: [
    'poetry config http-basic.shop bob ',
    '',
    'https://python-poetry.org/docs/repositories/#configuring-credentials',
    'poetry config repositories.shop https://pypi.example.com/v2',
  ],
  nmcli: [
    'nmcli con modify home wifi-sec.psk ',
    '',
    'https://networkmanager.dev/docs/api/latest/nmcli.html',
    'nmcli con modify home wifi-sec.key-mgmt wpa-psk2',
  ],
};

const SHAPES: Shapes = Object.fromEntries(
  Object.entries(COMMANDS).map(([name, [before, after, where, twin]]): [string, Shapes[string]] => [
    name,
    { kind: 'password', where, line: (random) => m`${before}${word(random)}${after}`, twin: () => twin },
  ]),
);

export const COMMAND_LINES = contextsOf('command line', SHAPES);
export const COMMAND_LINE_TWINS = twinsOf(SHAPES);
