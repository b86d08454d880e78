// What particular programs and languages print, each in its own way.
import type { Random } from '../../bench/random.ts';
import type { Context, Sample } from './context.ts';
import { inJson, inPercent, m, type Marked, secret } from './marked.ts';
import { ALNUM, chars, type Kind, MASKS, value } from './values.ts';

type Make = (random: Random) => Marked;

const pw: Make = (random) => value(random, 'password');
const token: Make = (random) => secret(`${chars(random, ALNUM, 35)}7k`, MASKS.token);
const mail: Make = (random) => value(random, 'email');
const hex = (random: Random, length: number): Marked => secret(random.hex(length), MASKS.token);

const PROGRAMS: Readonly<Record<string, readonly [Kind, Make]>> = {
  'java system property': ['password', (random) => m`java -Djavax.net.ssl.keyStorePassword=${pw(random)} -jar app.jar`],
  'systemd unit': ['password', (random) => m`Environment=DB_PASSWORD=${pw(random)}`],
  'terraform plan': ['password', (random) => m`      + master_password = "${pw(random)}"`],
  'ansible arguments': [
    'password',
    (random) => m`"module_args": {"login_user": "root", "login_password": "${pw(random)}", "name": "x"}`,
  ],
  'spring boot': [
    'password',
    (random) => m`Using generated security password: ${secret(random.uid(), MASKS.password)}`,
  ],
  'kafka jaas': ['password', (random) => m`PlainLoginModule required username="app" password="${pw(random)}";`],
  'html form': ['password', (random) => m`<input type="text" name="password" value="${pw(random)}">`],
  'dotnet settings': ['password', (random) => m`<add key="DbPassword" value="${pw(random)}" />`],
  'python repr': ['password', (random) => m`Config(user='bob', password='${pw(random)}', port=5432)`],
  'elixir keywords': ['password', (random) => m`[user: "bob", password: "${pw(random)}", port: 5432]`],
  'clojure map': ['password', (random) => m`{:user "bob", :password "${pw(random)}"}`],
  'graphql variables': [
    'password',
    (random) => m`variables={"input":{"email":"${mail(random)}","password":"${inJson(pw(random))}"}}`,
  ],
  'graphql inline': ['password', (random) => m`mutation { login(user: "bob", password: "${pw(random)}") { id } }`],
  'escaped twice in a shell': ['password', (random) => m`sh -c "export DB_PASSWORD='${pw(random)}'; exec app"`],
  'minio start': ['password', (random) => m`RootUser: admin RootPass: ${pw(random)}`],
  'postgres statement': ['password', (random) => m`STATEMENT:  ALTER USER app WITH ENCRYPTED PASSWORD '${pw(random)}'`],
  'psql parameters': ['password', (random) => m`DETAIL: parameters: password = '${pw(random)}', id = '7'`],
  'mysql set password': ['password', (random) => m`SET PASSWORD FOR 'app'@'%' = '${pw(random)}'`],
  'mongo shell': ['password', (random) => m`db.auth({ user: "app", pwd: "${pw(random)}" })`],
  'http basic in a tuple': ['password', (random) => m`requests.get(url, auth=('bob', '${pw(random)}'))`],
  'npm configuration': ['token', (random) => m`//packages.example.com/:_authToken=${token(random)}`],
  'kubeconfig line': ['token', (random) => m`    token: ${token(random)}`],
  'kubectl option': ['token', (random) => m`kubectl --server=https://k8s:6443 --token=${token(random)} get pods`],
  'vault login': ['token', (random) => m`VAULT_TOKEN=${token(random)} vault kv get secret/x`],
  'aws signature': [
    'token',
    (random) =>
      m`GET /b/k?X-Amz-Date=20260102T030405Z&X-Amz-Security-Token=${inPercent(token(random))}&X-Amz-Signature=${hex(random, 64)}`,
  ],
  'azure sas': [
    'token',
    (random) =>
      m`https://a.blob.core.windows.net/c/b?sv=2024-01-01&sig=${secret(`${chars(random, ALNUM, 43)}%3D`, MASKS.token)}&se=2026`,
  ],
  'magic link': ['token', (random) => m`sent https://shop.example.com/login?token=${token(random)}&next=%2F`],
  'oauth response': [
    'token',
    (random) =>
      m`{"access_token":"${token(random)}","expires_in":3600,"token_type":"Bearer","refresh_token":"${token(random)}"}`,
  ],
  'oauth request': ['token', (random) => m`grant_type=client_credentials&client_id=app&client_secret=${token(random)}`],
  'grpc metadata': [
    'token',
    (random) => m`metadata: {"authorization": "Bearer ${token(random)}", "x-request-id": "7"}`,
  ],
  netrc: ['password', (random) => m`machine git.example.com login bob password ${pw(random)}`],
  'ruby inspect': ['email', (random) => m`#<User id: 7, email: "${mail(random)}", admin: false>`],
  postfix: ['email', (random) => m`4F2B: to=<${mail(random)}>, relay=mx.example.com[192.0.2.1]:25, status=sent`],
  'ldap filter': ['email', (random) => m`(&(objectClass=person)(mail=${mail(random)}))`],
  'duplicate key': ['email', (random) => m`Key (email)=(${mail(random)}) already exists.`],
  'mysql duplicate': ['email', (random) => m`Duplicate entry '${mail(random)}' for key 'users.email'`],
};

/** A machine's password in netrc is no sentence, and is written as one: the specification rewrites it all the same. */
const TOLD = new Set(['netrc']);

export const PROGRAM_CONTEXTS: readonly Context[] = Object.entries(PROGRAMS).map(([name, [kind, make]]) => ({
  name: `program: ${name}`,
  make: (random): Sample => {
    const text = make(random);
    return { kind, text: TOLD.has(name) ? { ...text, safe: text.safe.replace(' **********', "='**********'") } : text };
  },
}));
