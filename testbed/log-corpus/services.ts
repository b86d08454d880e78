// What services, shells and devices log when they are set up: accounts of databases and brokers, joins of clusters, logins of tools.
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { inSql, inXml, m, type Marked, secret } from './marked.ts';
import { told } from './sentences.ts';
import { ALNUM, basic, chars, type Kind, MASKS, plainPassword, plainToken as token, value } from './values.ts';

type Make = (random: Random) => Marked;

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const pw: Make = (random) => value(random, 'password');
/** What Oracle takes without quotes begins with a letter. */
const identifier: Make = (random) => secret(`p${chars(random, ALNUM, 11)}7q`, MASKS.password);
const uid: Make = (random) => secret(random.uid(), MASKS.token);
const bootstrap: Make = (random) => secret(`${chars(random, LOWER, 5)}4.${chars(random, LOWER, 15)}7`, MASKS.token);
const swarm: Make = (random) =>
  secret(`SWMTKN-1-${chars(random, LOWER, 49)}3-${chars(random, LOWER, 24)}9`, MASKS.token);
const wireguard: Make = (random) => secret(`${chars(random, ALNUM, 42)}8=`, MASKS.token);

const SHAPES: Readonly<Record<string, readonly [Kind, Make]>> = {
  'rabbitmq: user': ['password', (random) => m`+ rabbitmqctl add_user app ${plainPassword(random)}`],
  'rabbitmq: changed': ['password', (random) => m`rabbitmqctl change_password app '${plainPassword(random)}'`],
  'etcd: user': ['password', (random) => m`etcdctl --user root:${plainPassword(random)} get /shop --prefix`],
  'cassandra: shell': ['password', (random) => m`cqlsh db 9042 -u app -p ${plainPassword(random)} -f schema.cql`],
  'clickhouse: user': [
    'password',
    (random) => m`<Debug> executeQuery: CREATE USER app IDENTIFIED WITH sha256_password BY '${inSql(pw(random))}'`,
  ],
  'influx: client': [
    'password',
    (random) => m`influx -username app -password '${plainPassword(random)}' -execute 'show'`,
  ],
  'sql server: login': [
    'password',
    (random) => m`CREATE LOGIN app WITH PASSWORD = N'${inSql(pw(random))}', CHECK_POLICY = ON`,
  ],
  'oracle: user': ['password', (random) => m`ALTER USER app IDENTIFIED BY ${identifier(random)} ACCOUNT UNLOCK`],
  'oracle: link': [
    'password',
    (random) => m`CREATE DATABASE LINK shop CONNECT TO app IDENTIFIED BY "${plainPassword(random)}" USING 'db'`,
  ],
  'postgres: password file': [
    'password',
    (random) => m`# wrote .pgpass: db.example.com:5432:shop:app:${plainPassword(random)}`,
  ],
  'minio: alias': [
    'token',
    (random) => m`mc alias set prod https://s3.example.com appuser ${token(random)} --api S3v4`,
  ],
  'rclone: remote': [
    'token',
    (random) => m`rclone config create s3 s3 provider=AWS secret_access_key=${token(random)}`,
  ],
  'consul: header': [
    'token',
    (random) => m`curl -s -H "X-Consul-Token: ${uid(random)}" http://127.0.0.1:8500/v1/kv/app`,
  ],
  'nomad: option': ['token', (random) => m`nomad job run -token=${uid(random)} web.nomad`],
  'kubeadm: join': [
    'token',
    (random) =>
      m`kubeadm join 10.0.0.1:6443 --token ${bootstrap(random)} --discovery-token-ca-cert-hash sha256:${'ab12'.repeat(16)}`,
  ],
  'docker: swarm': ['token', (random) => m`docker swarm join --token ${swarm(random)} 10.0.0.1:2377`],
  'azure: login': [
    'password',
    (random) => m`az login --service-principal -u http://ci -p ${plainPassword(random)} --tenant example.com`,
  ],
  'jenkins: cli': [
    'token',
    (random) => m`java -jar jenkins-cli.jar -s http://ci/ -auth bob:${token(random)} build web`,
  ],
  'maven: passphrase': ['password', (random) => m`mvn -B deploy -Dgpg.passphrase=${plainPassword(random)} -DskipTests`],
  'gradle: property': [
    'password',
    (random) => m`./gradlew publish -PossrhUsername=bob -PossrhPassword=${plainPassword(random)}`,
  ],
  'sonar: login': ['token', (random) => m`sonar-scanner -Dsonar.host.url=https://sonar -Dsonar.login=${token(random)}`],
  'cargo: login': ['token', (random) => m`$ cargo login ${token(random)}`],
  'pip: index': [
    'password',
    (random) => m`Looking in indexes: https://ci:${plainPassword(random)}@pypi.example.com/simple`,
  ],
  'keytool: store': [
    'password',
    (random) => m`keytool -importcert -noprompt -keystore app.jks -storepass ${plainPassword(random)} -alias ca`,
  ],
  'windows: secure string': [
    'password',
    (random) => m`$p = ConvertTo-SecureString "${plainPassword(random)}" -AsPlainText -Force`,
  ],
  'windows: cmdkey': [
    'password',
    (random) => m`cmdkey /add:files.example.com /user:bob /pass:${plainPassword(random)}`,
  ],
  'windows: net user': ['password', (random) => m`net user bob ${plainPassword(random)} /add`],
  'linux: chpasswd': ['password', (random) => m`+ echo root:${plainPassword(random)} | chpasswd`],
  'linux: cifs': [
    'password',
    (random) => m`mount.cifs //files/share /mnt -o username=bob,password=${plainPassword(random)},vers=3.0`,
  ],
  'linux: smbclient': ['password', (random) => m`smbclient //files/share -U bob%${plainPassword(random)} -c ls`],
  'linux: wifi': ['password', (random) => m`nmcli device wifi connect home password${told(random)}`],
  'linux: supplicant': [
    'password',
    (random) => m`network={ ssid="home" psk="${plainPassword(random)}" key_mgmt=WPA-PSK }`,
  ],
  'wireguard: interface': ['token', (random) => m`[Interface] Address = 10.8.0.2/24 PrivateKey = ${wireguard(random)}`],
  'ipmi: lan': [
    'password',
    (random) => m`ipmitool -I lanplus -H 10.0.0.9 -U admin -P ${plainPassword(random)} chassis status`,
  ],
  'snmp: version 3': [
    'password',
    (random) =>
      m`snmpget -v3 -l authPriv -u bob -a SHA -A ${plainPassword(random)} -x AES -X ${plainPassword(random)} 10.0.0.9 sysUpTime`,
  ],
  'mosquitto: publish': [
    'password',
    (random) => m`mosquitto_pub -h mqtt -u app -P ${plainPassword(random)} -t shop/x -m 1`,
  ],
  'dovecot: debug': [
    'password',
    (random) => m`auth: Debug: sql(bob,10.0.0.1): password mismatch (given password: ${plainPassword(random)})`,
  ],
  'radius: request': [
    'password',
    (random) => m`(0)   User-Name = "bob" (0)   User-Password = "${plainPassword(random)}"`,
  ],
  'wordpress: settings': ['password', (random) => m`define( 'DB_PASSWORD', '${plainPassword(random)}' );`],
  'squid: peer': [
    'password',
    (random) => m`cache_peer proxy parent 3128 0 no-query login=bob:${plainPassword(random)}`,
  ],
  'nginx: upstream header': ['token', (random) => m`proxy_set_header Authorization "Basic ${basic(random)}";`],
  'tomcat: user': [
    'password',
    (random) => m`<user username="bob" password="${inXml(pw(random))}" roles="manager-gui"/>`,
  ],
  '7-zip: password': ['password', (random) => m`7z a -p${plainPassword(random)} -mhe=on backup.7z /data`],
};

export const SERVICES: readonly Context[] = Object.entries(SHAPES).map(([name, [kind, make]]) => ({
  name: `service: ${name}`,
  make: (random) => ({ kind, text: make(random) }),
}));
