// Documents read by their structure: where a value is found, under which place, and twins that are none.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';

const TOKEN = testToken(1);
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** Findings of one file called `a.yaml`, without its name. */
async function found(text: string, name = 'a.yaml'): Promise<string[]> {
  return (await detectFiles({ [name]: text })).lines.map((line) => line.replace(` ${name}:`, ' '));
}

describe('a value and its name', () => {
  test.each([
    ['an env pair', `env:\n- name: DB_PASSWORD\n  value: s3cret-value\n`, ['named-password 3:10-22 /env/0/value']],
    [
      'value before name',
      `env:\n- value: s3cret-value\n  name: DB_PASSWORD\n`,
      ['named-password 2:10-22 /env/0/value'],
    ],
    ['another name', `env:\n- name: DB_HOST\n  value: s3cret-value\n`, []],
    ['a reference', `env:\n- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: db-1, key: password-1}}\n`, []],
    [
      'a key of a ConfigMap',
      `kind: ConfigMap\ndata:\n  db.password: s3cret-value\n`,
      ['named-password 3:16-28 /data/db.password'],
    ],
    ['a quoted value', `password: "s3cret value"\n`, ['named-password 1:12-24 /password']],
    ['an escaped value', `password: "s3cret\\tvalue"\n`, ['named-password 1:11-26 /password']],
    ['a number', `password: 12345678\n`, ['named-password 1:11-19 /password']],
    ['true', `password: true\n`, []],
    ['an arg', `args:\n- --password=s3cret-value\n`, ['named-password 2:14-26 /args']],
    ['an arg after its flag', `args: [--password, s3cret-value]\n`, ['named-password 1:20-32 /args']],
    ['two words of a list that is no command', `items: [--password, s3cret-value]\n`, []],
    [
      'a probe',
      `livenessProbe:\n  exec:\n    command: [psql, --password, "s3cret-value"]\n`,
      ['named-password 3:34-46 /livenessProbe/exec/command'],
    ],
    ['a script', `command: [sh, -c, "login --password s3cret-value"]\n`, ['named-password 1:37-49 /command']],
    [
      'a script of lines',
      `command:\n- sh\n- |\n  a\n  login --password s3cret-value\n`,
      ['named-password 5:20-32 /command/1'],
    ],
    ['a key with a slash', `a/b~c: ${TOKEN}\n`, ['test-token 1:8-32 /a~1b~0c']],
    ['a comment', `a: 1 # password: s3cret-value\n`, ['named-password 1:18-30']],
    ['a sign in a value that is no comment', `a: "x # password: s3cret-value"\n`, ['named-password 1:19-31 /a']],
    ['a second document', `a: 1\n---\nb: ${TOKEN}\n`, ['test-token 3:4-28 /b']],
    ['behind characters of two units', `a: "\u{1F600} ${TOKEN}"\n`, ['test-token 1:8-32 /a']],
    ['a broken document beside a whole one', `a: [\n---\nb: ${TOKEN}\n`, ['test-token 3:4-28 /b']],
    ['a value in a broken document', `a: [\npassword: s3cret-value\n`, ['named-password 2:11-23']],
    ['a template', `password: {{ .Values.password }}\ntoken: ${TOKEN}\n`, ['test-token 2:8-32 /token']],
    ['an alias once', `a: &x ${TOKEN}\nb: *x\n`, ['test-token 1:7-31 /a']],
  ])('%s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  test.each([
    ['JSON', `{"a": [{"name": "PASSWORD", "value": "s3cret-value"}]}`, ['named-password 1:39-51 /a/0/value']],
    ['JSON with escapes', `{"pass\\u0077ord": "s3cret-value"}`, ['named-password 1:20-32 /password']],
    ['JSON in JSON', `{"a": "{\\"password\\": \\"s3cret-value\\"}"}`, ['named-password 1:7-41 /a!/password']],
    ['an empty document', '{}', []],
    ['a list at the top', `[{"password": "s3cret-value"}]`, ['named-password 1:16-28 /0/password']],
    ['nested lists', `[[], [["${TOKEN}"]], {}]`, ['test-token 1:9-33 /1/0/0']],
  ])('%s', async (_, text, expected) => {
    expect(await found(text, 'a.json')).toEqual(expected);
  });
});

describe('a Secret', () => {
  const secret = (fields: string): string => `kind: Secret\n${fields}\n`;
  test.each([
    [
      'data',
      secret(`data:\n  password: ${base64('s3cret-value')}`),
      ['kubernetes-secret-value 3:13-29 /data/password'],
    ],
    ['stringData', secret(`stringData:\n  a: s3cret-value`), ['kubernetes-secret-value 3:6-18 /stringData/a']],
    ['data that is no base64', secret(`data:\n  a: s3cret`), ['kubernetes-secret-value 3:6-12 /data/a']],
    [
      'bytes that are no text',
      secret(`data:\n  a: ${base64(Buffer.from([255, 0, 1]))}`),
      ['kubernetes-secret-value 3:6-10 /data/a'],
    ],
    ['the same in a ConfigMap', `kind: ConfigMap\nstringData:\n  a: s3cret-value\n`, []],
    ['an empty value', secret(`data:\n  a: ""\nstringData:\n  b:`), []],
    ['a placeholder', secret(`stringData:\n  a: changeme\n  b: <password>\n  c: "\${PASSWORD}"`), []],
    ['an encoded placeholder', secret(`data:\n  a: ${base64('CHANGE_ME')}`), []],
    ['a template', secret(`stringData:\n  a: "{{ .Values.password }}"`), []],
    ['a certificate', secret(`data:\n  tls.crt: ${base64('-----BEGIN CERTIFICATE-----\nMIIB\n')}`), []],
    [
      'a format in the value',
      secret(`data:\n  a: ${base64(TOKEN)}`),
      ['kubernetes-secret-value 3:6-38 /data/a', 'test-token 3:6-38 /data/a'],
    ],
    [
      'a file in the value',
      secret(`stringData:\n  app.yaml: |\n    db:\n      password: s3cret-value`),
      [
        'kubernetes-secret-value 4:5-8 /stringData/app.yaml',
        'named-password 5:17-29 /stringData/app.yaml!/db/password',
      ],
    ],
    [
      'in a List',
      JSON.stringify({ kind: 'List', items: [{ kind: 'Secret', stringData: { a: 's3cret-value' } }] }),
      ['kubernetes-secret-value 1:61-73 /items/0/stringData/a'],
    ],
    [
      'in the last-applied annotation',
      `metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","data":{"a":"${base64('s3cret-value')}"}}'\n`,
      [
        'kubernetes-secret-value 3:86-102 /metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration!/data/a',
      ],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  test.each([
    ['password', 'password', 'high'],
    ['api-token', 'token', 'high'],
    ['tls.key', 'private-key', 'critical'],
    ['DATABASE_URL', 'connection-string', 'high'],
    ['username', 'password', 'low'],
    ['other', 'password', 'high'],
  ])('the key %s says %s, %s', async (key, kind, severity) => {
    const { detected } = await detectFiles({ 'a.yaml': secret(`stringData:\n  ${key}: s3cret-value`) });
    expect(detected.findings).toMatchObject([{ class: kind, severity, length: 12 }]);
  });
});

describe('what is encrypted or only refers', () => {
  test.each([
    ['SealedSecret', `kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBy8hCF8s3cret\n`],
    [
      'SOPS',
      `kind: Secret\nstringData:\n  password: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ==,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:x,type:str]\n  password: s3cret-value\n`,
    ],
    [
      'ExternalSecret',
      `kind: ExternalSecret\nspec:\n  data:\n  - secretKey: password\n    remoteRef: {key: prod/db-1, property: password}\n  password: s3cret-value\n`,
    ],
    ['a reference of a CSI class', `kind: SecretProviderClass\nspec:\n  parameters: {password: path-1/x}\n`],
    ['envFrom', `envFrom: [{secretRef: {name: password-1, password: s3cret-1}}]\n`],
  ])('%s', async (_, text) => {
    expect(await found(text)).toEqual([]);
  });

  test.each([
    ['SealedSecret: the same elsewhere', `kind: Sealed\nspec:\n  encryptedData:\n    password: AgBy8hCF8s3cret\n`, 1],
    [
      'SOPS: a value left in clear',
      `kind: Secret\nstringData:\n  password: s3cret-value\nsops:\n  mac: ENC[AES256_GCM,data:x,type:str]\n`,
      1,
    ],
    ['ExternalSecret: a format in it', `kind: ExternalSecret\nspec:\n  a: ${TOKEN}\n`, 1],
  ])('%s', async (_, text, count) => {
    expect(await found(text)).toHaveLength(count);
  });
});

describe('configurations', () => {
  const auth = base64('user:s3cret-value');
  const docker = `{"auths":{"r.example":{"auth":"${auth}"}}}`;
  test.each([
    [
      'a kubeconfig',
      `kind: Config\nclusters: []\nusers:\n- name: a\n  user:\n    token: s3cret-value\n    client-key-data: ${base64('key')}\n    client-certificate-data: ${base64('cert')}\n`,
      [
        'kubeconfig-credential 6:12-24 /users/0/user/token',
        'kubeconfig-credential 7:22-26 /users/0/user/client-key-data',
      ],
    ],
    ['a kubeconfig by certificate file', `kind: Config\nusers:\n- user: {client-key: /a/b, tokenFile: /c}\n`, []],
    ['a Docker configuration', docker, [`docker-registry-credential 1:32-${32 + auth.length} /auths/r.example/auth`]],
    [
      'one in a Secret',
      `kind: Secret\ndata:\n  .dockerconfigjson: ${base64(docker)}\n`,
      [
        `docker-registry-credential 3:22-${22 + base64(docker).length} /data/.dockerconfigjson!/auths/r.example/auth`,
        `kubernetes-secret-value 3:22-${22 + base64(docker).length} /data/.dockerconfigjson`,
      ],
    ],
    ['one with a helper', `{"auths":{"r.example":{}},"credsStore":"pass"}`, []],
    [
      'a Kustomize generator',
      `secretGenerator:\n- name: a\n  literals:\n  - a=s3cret-value\n  - b=\${X}\nconfigMapGenerator:\n- literals:\n  - password=s3cret-value\n  - c=other-1\n`,
      [
        'kustomize-secret-literal 4:7-19 /secretGenerator/0/literals/0',
        'named-password 8:14-26 /configMapGenerator/0/literals/0',
      ],
    ],
  ])('%s', async (_, text, expected) => {
    const lines = await found(text);
    expect(lines.toSorted()).toEqual(expected.toSorted());
  });

  test('a .env file by its variables', async () => {
    const text = `# a\nexport DB_PASSWORD="s3cret-value"\nOTHER=1\nAPI=${TOKEN}\n`;
    expect(await found(text, '.env.production')).toEqual([
      'named-password 2:21-33 /DB_PASSWORD',
      'test-token 4:5-29 /API',
    ]);
  });
});

describe('a Helm release', () => {
  const release = {
    config: { password: 's3cret-value' },
    manifest: `kind: Secret\nstringData:\n  a: s3cret-value\n`,
    chart: {
      values: { token: TOKEN },
      templates: [{ name: 'a.yaml', data: base64(`password: {{ .Values.x }}\n`) }],
      files: [{ name: 'b.env', data: base64('password=s3cret-value\n') }],
    },
  };
  const packed = base64(gzipSync(JSON.stringify(release)));
  const places = [
    'kubernetes-secret-value /data/release!/manifest!/stringData/a',
    'named-password /data/release!/chart/files/0/data',
    'named-password /data/release!/config!/password',
    'test-token /data/release!/chart/values!/token',
  ];
  const placesOf = async (text: string): Promise<string[]> =>
    (await found(text)).map((line) => line.replace(/ \d+:\d+-\d+/, '')).toSorted();

  test('in a Secret', async () => {
    expect(await placesOf(`kind: Secret\ntype: helm.sh/release.v1\ndata:\n  release: ${base64(packed)}\n`)).toEqual(
      places,
    );
  });

  test('in a ConfigMap', async () => {
    expect(await placesOf(`kind: ConfigMap\nmetadata: {labels: {owner: helm}}\ndata:\n  release: ${packed}\n`)).toEqual(
      places,
    );
  });

  test('that cannot be opened is a value like others', async () => {
    const broken = base64(base64(gzipSync('x').subarray(0, 12)));
    expect(await placesOf(`kind: Secret\ntype: helm.sh/release.v1\ndata:\n  release: ${broken}\n`)).toEqual([
      'kubernetes-secret-value /data/release',
    ]);
  });
});
