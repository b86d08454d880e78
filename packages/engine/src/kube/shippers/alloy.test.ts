// What Grafana Alloy's settings send where, beside twins: protection, what is carried, steps on the way, and the language itself.
import { describe, expect, test } from 'vitest';
import { shipperSettings } from '../log-outputs.ts';
import { StringPool } from '../string-pool.ts';
import { outputsOf, shown, shownWithProgram } from './test-outputs.ts';

const PODS = 'discovery.kubernetes "pods" { role = "pod" }\n';
const read = (text: string): string[] => outputsOf({ 'config.alloy': text }).map(shown);
const source = (targets = 'discovery.kubernetes.pods.targets', to = 'loki.write.out.receiver'): string =>
  `loki.source.kubernetes "all" {\n  targets = ${targets}\n  forward_to = [${to}]\n}\n`;
const write = (endpoint: string): string => `loki.write "out" {\n  endpoint {\n    ${endpoint}\n  }\n}\n`;
const PLAIN = 'url = "http://loki:3100/loki/api/v1/push"';
const SENT = 'loki.write | plain | http:// | loki:3100';

describe('where it sends, and how', () => {
  test.each([
    [PLAIN, `${SENT} | every-pod`],
    ['url = "https://loki:3100/x"', 'loki.write | tls | https:// | loki:3100 | every-pod'],
    [
      'url = "https://loki"\n tls_config {\n insecure_skip_verify = true\n }',
      'loki.write | unverified | insecure_skip_verify true | loki:? | every-pod',
    ],
    [
      'url = "https://loki"\n tls_config {\n insecure_skip_verify = false\n }',
      'loki.write | tls | https:// | loki:? | every-pod',
    ],
    ['url = sys.env("LOKI_URL")', 'loki.write | unknown | an address by a variable | ?:? | every-pod'],
    ['url = "http://" + sys.env("LOKI_HOST")', 'loki.write | plain | http:// | ?:? | every-pod'],
    ['url = `http://user:MARKED-fake@loki:3100`', 'loki.write | plain | http:// | loki:3100 | every-pod'],
  ])('%s', (endpoint, expected) => {
    expect(read(PODS + source() + write(endpoint))).toEqual([expected]);
  });

  test('each endpoint, and none within the pod', () => {
    const twice = write(`${PLAIN}\n  }\n  endpoint {\n    url = "http://127.0.0.1:3100"`);
    expect(read(PODS + source() + twice)).toEqual([`${SENT} | every-pod`]);
  });

  test.each([
    ['otelcol.exporter.otlp', 'endpoint = "gw:4317"', 'otelcol.exporter.otlp | tls | tls | gw:4317'],
    [
      'otelcol.exporter.otlp',
      'endpoint = "gw:4317"\n tls {\n insecure = true\n }',
      'otelcol.exporter.otlp | plain | tls.insecure true | gw:4317',
    ],
    ['otelcol.exporter.otlp', 'endpoint = "http://gw:4317"', 'otelcol.exporter.otlp | plain | http:// | gw:4317'],
    [
      'otelcol.exporter.otlphttp',
      'endpoint = "http://gw:4318"',
      'otelcol.exporter.otlphttp | plain | http:// | gw:4318',
    ],
    ['otelcol.exporter.otlphttp', 'endpoint = "https://gw"', 'otelcol.exporter.otlphttp | tls | https:// | gw:?'],
    [
      'otelcol.exporter.kafka',
      'x = 1',
      'another exporter | unknown | an exporter that this reader does not know | ?:?',
    ],
  ])('by OpenTelemetry: %s { %s }', (type, client, expected) => {
    const text = `otelcol.receiver.filelog "f" {
  include = ["/var/log/pods/*/*/*.log"]
  output {
    logs = [${type}.out.input]
    metrics = [otelcol.exporter.otlp.other.input]
  }
}
${type} "out" {\n client {\n ${client}\n }\n}
otelcol.exporter.otlp "other" {\n client {\n endpoint = "o:1"\n tls {\n insecure = true\n }\n }\n}\n`;
    expect(read(text)).toEqual([`${expected} | every-pod`]);
  });
});

describe('what it carries', () => {
  const discovered = (body: string): string => `discovery.kubernetes "pods" {\n${body}\n}\n`;
  test.each([
    ['pods', 'role = "pod"', 'every-pod'],
    [
      'pods of the node',
      'role = "pod"\nselectors {\nrole = "pod"\nfield = "spec.nodeName=" + sys.env("HOSTNAME")\n}',
      'every-pod',
    ],
    ['pods by a label', 'role = "pod"\nselectors {\nrole = "pod"\nlabel = "app=web"\n}', 'some-pods'],
    ['one namespace', 'role = "pod"\nnamespaces {\nnames = ["shop"]\n}', 'some-pods'],
    ['no namespace named', 'role = "pod"\nnamespaces {\nnames = []\n}', 'every-pod'],
    ['nodes', 'role = "node"', 'logs'],
  ])('%s', (_, body, expected) => {
    expect(read(discovered(body) + source() + write(PLAIN))).toEqual([`${SENT} | ${expected}`]);
  });

  test.each([
    ['labels', 'source_labels = ["a"]\ntarget_label = "b"', 'every-pod'],
    ['keeping', 'action = "keep"\nregex = "web"', 'some-pods'],
  ])('relabelled: %s', (_, rule, expected) => {
    const relabel = `discovery.relabel "r" {\ntargets = discovery.kubernetes.pods.targets\nrule {\n${rule}\n}\n}\n`;
    expect(read(PODS + relabel + source('discovery.relabel.r.output') + write(PLAIN))).toEqual([
      `${SENT} | ${expected}`,
    ]);
  });

  test.each([
    ['/var/log/pods/*/*/*.log', 'every-pod'],
    ['/var/log/pods/shop_*/*/*.log', 'some-pods'],
    ['/var/log/syslog', 'logs'],
  ])('files: %s', (path, expected) => {
    const match = `local.file_match "f" {\n  path_targets = [{\n    __path__ = "${path}",\n    job = "a",\n  }]\n}\n`;
    const files = source('local.file_match.f.targets').replace('kubernetes', 'file');
    expect(read(match + files + write(PLAIN))).toEqual([`${SENT} | ${expected}`]);
    const direct = source(`[{"__path__" = "${path}"}]`).replace('kubernetes', 'file');
    expect(read(direct + write(PLAIN))).toEqual([`${SENT} | ${expected}`]);
  });

  test('events, and nothing that is not forwarded', () => {
    const events = 'loki.source.kubernetes_events "e" {\n  forward_to = [loki.write.out.receiver]\n}\n';
    expect(read(events + write(PLAIN))).toEqual([`${SENT} | logs`]);
    expect(read(events.replace('write.out', 'write.other') + write(PLAIN))).toEqual([]);
    expect(read(write(PLAIN))).toEqual([]);
  });

  test('a circle ends', () => {
    const circle = 'loki.process "a" {\nforward_to = [loki.process.a.receiver, loki.write.out.receiver]\n}\n';
    expect(read(PODS + source(undefined, 'loki.process.a.receiver') + circle + write(PLAIN))).toEqual([
      `${SENT} | every-pod`,
    ]);
  });
});

describe('steps on the way', () => {
  const by = (component: string, type = 'loki.process'): string[] =>
    read(
      `${PODS}${source(undefined, `${type}.p.receiver`)}${type} "p" {\n forward_to = [loki.write.out.receiver]\n ${component}\n}\n${write(PLAIN)}`,
    );
  test.each([
    ['stage.cri { }', ''],
    ['stage.replace {\n expression = "password=(\\\\S+)"\n replace = "****"\n }', ' | replace'],
    ['stage.json { }\n stage.drop { }', ' | drop'],
    ['stage.made_up { }', ' | another stage'],
  ])('%s', (stages, steps) => expect(by(stages)).toEqual([`${SENT} | every-pod${steps}`]));

  test('one that is made to mask; another way beside it', () => {
    expect(by('', 'loki.secretfilter')).toEqual([`${SENT} | every-pod | masks`]);
    const beside = `${PODS}${source(undefined, 'loki.secretfilter.s.receiver, loki.write.out.receiver')}loki.secretfilter "s" {\n forward_to = [loki.write.out.receiver]\n}\n${write(PLAIN)}`;
    expect(read(beside)).toEqual([`${SENT} | every-pod`]);
  });
});

describe('the language', () => {
  test('comments, raw texts, calls over lines, and what is no statement', () => {
    const text = `// loki.write "no" { endpoint { url = "http://no" } }
/* loki.write "no" {
} */
${PODS}${source(`concat(
    discovery.kubernetes.pods.targets,
  )`)}
} ) = 7
loki.write "out" { // why
  endpoint {
    url = /* here */ \`http://loki:3100\` // there
    name =
      "a"
  }
}
`;
    expect(read(text)).toEqual([`${SENT} | every-pod`]);
  });

  test('files of a folder are one', () => {
    const outputs = outputsOf({ 'a.alloy': PODS + source(), 'b.alloy': write(PLAIN) });
    expect(outputs.map(shownWithProgram)).toEqual([`Grafana Alloy | ${SENT} | every-pod`]);
    expect(outputs.map(({ pointer }) => pointer)).toEqual(['/data/b.alloy']);
  });

  test('modules are not followed, which is told', () => {
    const text = `import.git "m" {\n repository = "x"\n}\n${write(PLAIN)}`;
    expect(read(text)).toEqual([`${SENT} | unknown`]);
    expect(shipperSettings({ a: text }, new StringPool())?.unread).toEqual([
      { program: 'Grafana Alloy', reason: 'they import modules, which are not followed', pointer: '/data/a' },
    ]);
  });

  const others = (count: number): string =>
    Array.from({ length: count }, (_, at) => `loki.relabel "r${at}" {\n}\n`).join('');
  const cut = [
    {
      program: 'Grafana Alloy',
      reason: 'they have more than 500 components, and the rest was not looked at',
      pointer: '/data/a',
    },
  ];
  test.each([
    ['as many as are looked at', others(497) + PODS + source() + write(PLAIN), [`${SENT} | every-pod`], []],
    ['one more, which sends', others(498) + PODS + source() + write(PLAIN), [], cut],
    ['one more, which reads', others(498) + PODS + write(PLAIN) + source(), [`${SENT} | unknown`], cut],
  ])('500 components: %s', (_, text, outputs, unread) => {
    const found = shipperSettings({ a: text }, new StringPool());
    expect(found?.outputs.map(shown)).toEqual(outputs);
    expect(found?.unread).toEqual(unread);
  });

  test.each([
    'loki.write "out" {',
    'loki.write "out" { endpoint { url = "http://loki',
    'loki.write "a" {\n'.repeat(5000),
  ])('what ends early, or never: no error', (text) => expect(read(text)).toEqual([]));
});
