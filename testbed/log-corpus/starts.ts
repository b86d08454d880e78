// Passwords, keys and tokens that servers print when they start for the first time, and codes that they send.
import { m, secret } from './marked.ts';
import { contextsOf, type Shapes, thing, twinsOf, uid, word } from './shape.ts';
import { ALNUM, chars, MASKS } from './values.ts';
import type { Random } from '../../bench/random.ts';
import type { Marked } from './marked.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const code = (random: Random): Marked => secret(String(100_000 + random.below(900_000)), MASKS.token);
const key = (random: Random): Marked => secret(`${chars(random, ALNUM, 42)}9=`, MASKS.token);
const certificateKey = (random: Random): Marked => secret(random.hex(64), MASKS.token);
const bootstrap = (random: Random): Marked =>
  secret(`${chars(random, LOWER, 5)}4.${chars(random, LOWER, 15)}7`, MASKS.token);

const SHAPES: Shapes = {
  'mysql: temporary password': {
    kind: 'password',
    where: 'https://dev.mysql.com/doc/refman/8.4/en/data-directory-initialization.html',
    line: (random) =>
      m`6 [Note] [MY-010454] [Server] A temporary password is generated for root@localhost: ${word(random)}`,
    twin: () => '6 [Note] [MY-010454] [Server] A temporary password is generated for root@localhost',
  },
  'mysql: entrypoint': {
    kind: 'password',
    where: 'https://github.com/docker-library/mysql/blob/master/docker-entrypoint.sh',
    line: (random) => m`[Note] [Entrypoint]: GENERATED ROOT PASSWORD: ${word(random)}`,
    twin: () => '[Note] [Entrypoint]: GENERATED ROOT PASSWORD: expired',
  },
  'elasticsearch: package': {
    kind: 'password',
    where: 'https://www.elastic.co/docs/deploy-manage/deploy/self-managed/install-elasticsearch-with-debian-package',
    line: (random) => m`The generated password for the elastic built-in superuser is : ${word(random)}`,
    twin: () => 'The generated password for the elastic built-in superuser is : <redacted>',
  },
  'qbittorrent: session': {
    kind: 'password',
    where: 'https://github.com/qbittorrent/qBittorrent/blob/master/src/app/application.cpp',
    line: (random) =>
      m`The WebUI administrator password was not set. A temporary password is provided for this session: ${word(random)}`,
    twin: () =>
      'The WebUI administrator password was not set. You should set your own password in program preferences.',
  },
  'airflow: standalone': {
    kind: 'password',
    where: 'https://airflow.apache.org/docs/apache-airflow/2.10.5/start.html',
    line: (random) => m`standalone | Login with username: admin  password: ${word(random)}`,
    twin: () =>
      'standalone | Password for the admin user has been previously generated in standalone_admin_password.txt.',
  },
  'graylog: preflight': {
    kind: 'password',
    where: 'https://go2docs.graylog.org/current/downloading_and_installing_graylog/preflight_login.html',
    line: (random) =>
      m`Initial configuration is accessible at 0.0.0.0:9000, with username 'admin' and password '${word(random)}'.`,
    twin: () => "Initial configuration is accessible at 0.0.0.0:9000, with username 'admin' and password '********'.",
  },
  'oracle: container': {
    kind: 'password',
    where: 'https://github.com/oracle/docker-images/blob/main/OracleDatabase/SingleInstance/README.md',
    line: (random) => m`ORACLE PASSWORD FOR SYS, SYSTEM AND PDBADMIN: ${word(random)}`,
    twin: () => 'ORACLE PASSWORD FOR SYS, SYSTEM AND PDBADMIN: ****',
  },
  'rancher: bootstrap': {
    kind: 'password',
    where:
      'https://ranchermanager.docs.rancher.com/getting-started/installation-and-upgrade/resources/bootstrap-password',
    line: (random) => m`[INFO] Bootstrap Password: ${word(random)}`,
    twin: () => '[INFO] Bootstrap Password: ',
  },
  'wazuh: install': {
    kind: 'password',
    where: 'https://documentation.wazuh.com/current/quickstart.html',
    line: (random) => m`INFO: User: admin. Password: ${word(random)}`,
    twin: () => 'INFO: User: admin. Password: expired',
  },
  'vault: unseal key': {
    kind: 'token',
    where: 'https://developer.hashicorp.com/vault/docs/commands/operator/init',
    line: (random) => m`Unseal Key ${random.below(5) + 1}: ${key(random)}`,
    twin: () => 'Unseal Key (will be hidden): ',
  },
  'vault: root token': {
    kind: 'token',
    where: 'https://developer.hashicorp.com/vault/docs/commands/operator/init',
    line: (random) => m`Initial Root Token: ${secret(`s.${chars(random, ALNUM, 23)}7`, MASKS.token)}`,
    twin: () => 'Initial Root Token: revoked',
  },
  'consul: bootstrap': {
    kind: 'token',
    where: 'https://developer.hashicorp.com/consul/commands/acl/bootstrap',
    line: (random) => m`SecretID:         ${uid(random)}`,
    twin: (random) => `AccessorID:       ${random.uid()}`,
  },
  'nomad: bootstrap': {
    kind: 'token',
    where: 'https://developer.hashicorp.com/nomad/commands/acl/bootstrap',
    line: (random) => m`Secret ID    = ${uid(random)}`,
    twin: (random) => `Accessor ID  = ${random.uid()}`,
  },
  'kubeadm: bootstrap token': {
    kind: 'token',
    where: 'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init/',
    line: (random) => m`[bootstrap-token] Using token: ${bootstrap(random)}`,
    twin: () => '[bootstrap-token] Configuring bootstrap tokens, cluster-info ConfigMap, RBAC Roles',
  },
  'kubeadm: certificate key': {
    kind: 'token',
    where: 'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/',
    line: (random) => m`kubeadm join 10.0.0.1:6443 --control-plane --certificate-key ${certificateKey(random)} --v=5`,
    twin: () => '[certs] Using certificateDir folder "/etc/kubernetes/pki" --certificate-key was not given',
  },
  'jupyter: link': {
    kind: 'token',
    where: 'https://jupyter-server.readthedocs.io/en/latest/operators/security.html',
    line: (random) => m`    http://127.0.0.1:8888/lab?token=${secret(random.hex(48), MASKS.token)}`,
    twin: () => '    http://127.0.0.1:8888/lab?token=...',
  },
  'vscode: serve-web': {
    kind: 'token',
    where: 'https://github.com/gitpod-io/openvscode-server',
    line: (random) => m`Web UI available at http://localhost:8000/?tkn=${uid(random)}`,
    twin: (random) => `Web UI available at http://localhost:8000/?folder=/home/${thing(random)}`,
  },
  'cognito: message': {
    kind: 'token',
    where:
      'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html',
    line: (random) => m`publish to +49301234567: Your verification code is ${code(random)}`,
    twin: (random) => `publish failed: Your error code is ${100_000 + random.below(900_000)}`,
  },
  'twilio: verify': {
    kind: 'token',
    where: 'https://www.twilio.com/docs/verify/api/customization-options',
    line: (random) =>
      m`Your Shop verification code is: ${code(random)}. Don't share this code with anyone; our employees will never ask for the code.`,
    twin: () =>
      "Your Shop verification code is: expired. Don't share this code with anyone; our employees will never ask.",
  },
  'message: code before its name': {
    kind: 'token',
    where: 'https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates',
    line: (random) => m`sms queued: "${code(random)} is your verification code."`,
    twin: (random) => `sms queued: "${100_000 + random.below(900_000)} is your order number."`,
  },
};

export const STARTS = contextsOf('start', SHAPES);
export const START_TWINS = twinsOf(SHAPES);
