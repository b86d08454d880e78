// What Fluent Bit's settings send where: each output with the inputs whose tags it takes and the filters between.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import { carriedByInput, effectOf, NETWORK, NOWHERE, SERVICES } from './fluent-bit-plugins.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { settingOf } from './section.ts';
import type { Section } from './section.ts';
import { addressOf, endOfParts, isLocal, switchOf } from './setting-values.ts';
import type { End } from './setting-values.ts';
import { taken } from './tag-route.ts';

const PROGRAM = 'Fluent Bit';

type Sent = Pick<LogOutput, 'says' | 'setting'> & End;

const nameOf = (section: Section): string => (settingOf(section, 'name') ?? '').toLowerCase();

interface Source {
  readonly tag: string;
  readonly carries: Carried;
  readonly section: Section;
}

function sourceOf(section: Section): Source | undefined {
  const name = nameOf(section);
  const paths = section.settings.get('path') ?? [];
  const carries = name === 'tail' ? logsOfPaths(paths) : carriedByInput(name);
  if (carries === undefined) return undefined;
  // Without a tag a plugin is its own, with its number; of what is received, the sender gives the tag.
  const received = name === 'forward' ? '*' : `${name}.*`;
  return { tag: settingOf(section, 'tag') ?? received, carries, section };
}

/** How much of a source comes to a step. A regular expression is not followed. */
function reaches(source: Source, step: Section): 'all' | 'some' | 'none' {
  const pattern = settingOf(step, 'match');
  if (pattern !== undefined) return taken(source.tag, pattern);
  return settingOf(step, 'match_regex') === undefined ? 'none' : 'some';
}

function tlsOf(section: Section): Pick<LogOutput, 'says' | 'setting'> {
  const tls = switchOf(settingOf(section, 'tls'));
  if (tls === 'unknown') return { says: 'unknown', setting: 'tls by a variable' };
  if (tls !== true) return { says: 'plain', setting: tls === false ? 'tls off' : 'no tls' };
  const verify = switchOf(settingOf(section, 'tls.verify'));
  if (verify === 'unknown') return { says: 'unknown', setting: 'tls.verify by a variable' };
  if (verify === false) return { says: 'unverified', setting: 'tls.verify off' };
  return nameVerified(section);
}

/**
 * Off by default, a certificate of any name passes that a trusted CA has signed; versions since 3.1 compare the name of `tls.vhost`, too.
 * https://docs.fluentbit.io/manual/administration/transport-security
 */
function nameVerified(section: Section): Pick<LogOutput, 'says' | 'setting'> {
  const isVerified = switchOf(settingOf(section, 'tls.verify_hostname'));
  if (isVerified === 'unknown') return { says: 'unknown', setting: 'tls.verify_hostname by a variable' };
  if (isVerified === true || settingOf(section, 'tls.vhost') !== undefined) return { says: 'tls', setting: 'tls on' };
  return {
    says: 'unverified',
    setting: `${isVerified === undefined ? 'no ' : ''}tls.verify_hostname${isVerified === undefined ? '' : ' off'}`,
  };
}

/** https://docs.fluentbit.io/manual/pipeline/outputs/kafka: librdkafka's own settings, `plaintext` by default. */
function kafkaOf(section: Section): Sent {
  const end = addressOf(settingOf(section, 'brokers')?.split(',', 1)[0]);
  const protocol = (settingOf(section, 'rdkafka.security.protocol') ?? 'plaintext').toLowerCase();
  const setting = `rdkafka.security.protocol ${protocol}`;
  if (protocol === 'plaintext' || protocol === 'sasl_plaintext') return { says: 'plain', setting, ...end };
  if (protocol !== 'ssl' && protocol !== 'sasl_ssl')
    return { says: 'unknown', setting: 'rdkafka.security.protocol by a variable', ...end };
  const isUnverified = switchOf(settingOf(section, 'rdkafka.enable.ssl.certificate.verification')) === false;
  return isUnverified
    ? { says: 'unverified', setting: 'rdkafka.enable.ssl.certificate.verification false', ...end }
    : { says: 'tls', setting, ...end };
}

/** Undefined for an output that sends nothing away. */
function sentBy(section: Section, name: string): Sent | undefined {
  if (NOWHERE.has(name) || settingOf(section, 'unix_path') !== undefined) return undefined;
  if (SERVICES.has(name)) return { says: 'tls', setting: 'the service’s own' };
  if (name === 'kafka') return kafkaOf(section);
  const port = Object.hasOwn(NETWORK, name) ? NETWORK[name] : undefined;
  if (port === undefined) return { says: 'unknown', setting: 'a plugin that this reader does not know' };
  if (settingOf(section, 'upstream') !== undefined) return { says: 'unknown', setting: 'upstream, in another file' };
  const host = settingOf(section, 'host');
  // Their own host is the pod's, but for Datadog's, which is no part of the settings.
  if (host === undefined && name !== 'datadog') return undefined;
  const end = host === undefined ? {} : endOfParts(host, settingOf(section, 'port') ?? port);
  if (settingOf(section, 'mode')?.toLowerCase() === 'tls' && settingOf(section, 'tls') === undefined)
    return { says: 'tls', setting: 'mode tls', ...end };
  return { ...tlsOf(section), ...end };
}

interface Route {
  readonly carries: Carried;
  readonly steps: readonly string[];
  readonly masks: boolean;
}

/** The widest of what comes to an output, and what is done to all of it. */
function routeOf(output: Section, sources: readonly Source[], filters: readonly Section[]): Route | undefined {
  const coming = sources.flatMap((source) => {
    const how = reaches(source, output);
    return how === 'none' ? [] : [{ source, carries: how === 'all' ? source.carries : narrowed(source.carries) }];
  });
  const carries = widest(coming.map((each) => each.carries));
  if (carries === undefined) return undefined;
  const of = coming.filter((each) => each.carries === carries).map(({ source }) => source);
  const between = [
    ...filters.filter((filter) => of.some((source) => reaches(source, filter) !== 'none')),
    ...of.flatMap(({ section }) => section.parts),
    ...output.parts,
  ];
  const effects = between.map((filter) => effectOf(nameOf(filter)));
  return {
    carries,
    steps: [...new Set(effects.flatMap(({ step }) => step ?? []))],
    masks: effects.some(({ masks }) => masks),
  };
}

function narrowed(carries: Carried): Carried {
  return carries === 'every-pod' ? 'some-pods' : carries;
}

/** The API server that the `kubernetes` filter asks with the ServiceAccount's token. https://docs.fluentbit.io/manual/pipeline/filters/kubernetes */
function askedBy(filter: Section): LogOutput[] {
  if (nameOf(filter) !== 'kubernetes') return [];
  const { scheme, ...end } = addressOf(settingOf(filter, 'kube_url') ?? 'https://kubernetes.default.svc:443');
  if (isLocal(end)) return [];
  const asks = { program: PROGRAM, plugin: 'kubernetes', carries: 'token', steps: [], ...filter.at } as const;
  if (scheme === 'http') return [{ ...asks, says: 'plain', setting: 'kube_url http://', ...end }];
  return switchOf(settingOf(filter, 'tls.verify')) === false
    ? [{ ...asks, says: 'unverified', setting: 'tls.verify off', ...end }]
    : [];
}

export function fluentBitOutputs(sections: readonly Section[]): LogOutput[] {
  const of = (type: string): Section[] => sections.filter((section) => section.type === type);
  const hasInputs = of('input').length > 0;
  const sources = of('input').flatMap((section) => sourceOf(section) ?? []);
  const filters = of('filter');
  const isRetagged = filters.some((filter) => nameOf(filter) === 'rewrite_tag');
  const sent = of('output').flatMap((output): LogOutput[] => {
    const name = nameOf(output);
    const found = sentBy(output, name);
    const route = routeOf(output, sources, filters);
    const isSome = route !== undefined || !hasInputs || isRetagged;
    if (found === undefined || isLocal(found) || !isSome) return [];
    const { carries, steps, masks } = route ?? { carries: 'unknown', steps: [], masks: false };
    const isKnown = Object.hasOwn(NETWORK, name) || name === 'kafka' || SERVICES.has(name);
    const plugin = isKnown ? name : 'another plugin';
    return [{ program: PROGRAM, plugin, ...found, carries, steps, ...(masks && { masks: true }), ...output.at }];
  });
  return [...sent, ...filters.flatMap(askedBy)];
}
