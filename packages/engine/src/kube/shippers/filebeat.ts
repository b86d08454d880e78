// What Filebeat's settings send where: one output, for everything that its inputs and its autodiscovery read.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { sentByScheme, sentBySwitch } from './network-sink.ts';
import type { Sent, Unverified } from './network-sink.ts';
import type { SettingsKey } from './section.ts';
import { addressOf, isLocal, switchOf } from './setting-values.ts';

const PROGRAM = 'Filebeat';
const OUTPUTS = ['elasticsearch', 'kafka', 'logstash', 'redis'] as const;
const PORTS: Readonly<Record<(typeof OUTPUTS)[number], number>> = {
  elasticsearch: 9200,
  kafka: 9092,
  logstash: 5044,
  redis: 6379,
};

/** Processors that add to an event or read it, and leave its message. https://www.elastic.co/docs/reference/beats/filebeat/filtering-enhancing-data */
const KEEPING = /^(?:add_\w+|copy_fields|decode_\w+|dissect|dns|detect_mime_type|rate_limit|timestamp|translate_sid)$/;
const CHANGING: ReadonlySet<string> = new Set([
  'drop_event',
  'drop_fields',
  'include_fields',
  'rename',
  'replace',
  'script',
  'truncate_fields',
]);

/** `a.b: 1` is `a: { b: 1 }`. */
function at(document: JsonObject, ...path: readonly string[]): unknown {
  if (path.length === 0) return document;
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.');
    if (!Object.hasOwn(document, name)) continue;
    const rest = path.slice(length);
    return rest.length === 0 ? document[name] : at(objectOf(document[name]), ...rest);
  }
  return undefined;
}

function carriedBy(input: JsonObject): Carried | undefined {
  if (switchOf(input.enabled) === false) return undefined;
  const type = textOf(input.type);
  const paths = listOf(input.paths).filter((path) => typeof path === 'string');
  if (['container', 'docker', 'filestream', 'log'].includes(type)) return logsOfPaths(paths);
  return 'logs';
}

/** Hints read the logs of pods that ask for it or, unless switched off, of all. */
function discovered(document: JsonObject): Carried[] {
  const providers = listOf(at(document, 'filebeat', 'autodiscover', 'providers')).map(objectOf);
  return providers
    .filter(({ type }) => type === 'kubernetes')
    .map((provider) => {
      const isAll = switchOf(at(provider, 'hints', 'enabled')) === true && provider.namespace === undefined;
      return isAll && switchOf(at(provider, 'hints', 'default_config', 'enabled')) !== false
        ? 'every-pod'
        : 'some-pods';
    });
}

/** Verification modes but `full`, which is the default, and `strict`: https://www.elastic.co/docs/reference/beats/filebeat/configuration-ssl */
function unverifiedBy(output: JsonObject): Unverified {
  return textOf(at(output, 'ssl', 'verification_mode')).toLowerCase() === 'none'
    ? 'ssl.verification_mode none'
    : undefined;
}

/** TLS where there is a block `ssl`, unless it is switched off: "SSL settings are disabled if either enabled is set to false or the ssl section is missing". */
function hasTls(output: JsonObject): boolean | 'unknown' {
  const isWritten = Object.keys(output).some((name) => name === 'ssl' || name.startsWith('ssl.'));
  return isWritten ? (switchOf(at(output, 'ssl', 'enabled')) ?? true) : false;
}

function sentBy(name: (typeof OUTPUTS)[number], output: JsonObject): Sent[] {
  const hosts = Array.isArray(output.hosts) ? listOf(output.hosts) : [output.hosts];
  return hosts.map((host) => {
    const { scheme = textOf(output.protocol).toLowerCase(), ...end } = addressOf(host);
    const address = { ...end, ...(end.host !== undefined && { port: end.port ?? PORTS[name] }) };
    // A variable at the beginning may bring a scheme with it.
    const byDefault = textOf(host).startsWith('$') ? '' : 'http';
    if (name === 'elasticsearch')
      return sentByScheme({ ...address, scheme: scheme === '' ? byDefault : scheme }, unverifiedBy(output));
    return sentBySwitch(address, scheme === 'rediss' || hasTls(output), unverifiedBy(output), {
      on: 'ssl',
      off: 'no ssl',
    });
  });
}

function outputOf(document: JsonObject): readonly [(typeof OUTPUTS)[number], JsonObject] | undefined {
  for (const name of OUTPUTS) {
    const output = at(document, 'output', name);
    if (isObject(output) && switchOf(output.enabled) !== false) return [name, output];
  }
  return undefined;
}

/** True for settings with one of the outputs that go over the network. */
export function isFilebeatSettings(document: unknown): document is JsonObject {
  return (
    isObject(document) &&
    Object.keys(document).some((name) => /^filebeat\b/.test(name)) &&
    outputOf(document) !== undefined
  );
}

export function filebeatOutputs(document: JsonObject, key: SettingsKey): LogOutput[] {
  const [name, output] = outputOf(document) ?? [];
  if (name === undefined || output === undefined) return [];
  const inputs = listOf(at(document, 'filebeat', 'inputs')).map(objectOf);
  const carries = widest([...inputs.flatMap((input) => carriedBy(input) ?? []), ...discovered(document)]) ?? 'unknown';
  const processors = [document, ...inputs].flatMap((part) => listOf(part.processors));
  const names = processors.flatMap((processor) => Object.keys(objectOf(processor)));
  const steps = names
    .filter((step) => !KEEPING.test(step))
    .map((step) => (CHANGING.has(step) ? step : 'another processor'));
  return sentBy(name, output)
    .filter((sent) => !isLocal(sent))
    .map((sent) => ({ program: PROGRAM, plugin: name, ...sent, carries, steps: [...new Set(steps)], ...key }));
}
