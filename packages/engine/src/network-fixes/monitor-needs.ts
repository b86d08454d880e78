// What Prometheus is told to scrape: by annotations of pods and Services, and by ServiceMonitors and PodMonitors.
import type { CustomFact, ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { StringMap } from '../facts/object.ts';
import { repositoryOf } from '../reach/open-programs.ts';
import { NeedList } from './declared-need.ts';
import type { Declaration } from './declared-need.ts';
import type { Group, Groups } from './groups.ts';
import { endOfGroup } from './host-ends.ts';
import type { NeedEnd, Needs } from './need.ts';
import type { ServiceEnds, Target } from './service-ends.ts';

/** Programs that read these annotations and objects; sidecars of theirs have other images. */
const SCRAPER = /(?:^|\/)(?:prometheus|vmagent|agent|alloy)$/;
const GROUP = 'monitoring.coreos.com';
const ABSENT = 'no pod that scrapes is in the input';

interface Monitoring {
  readonly facts: Facts;
  readonly groups: Groups;
  readonly ends: ServiceEnds;
}

export function monitorNeeds(monitoring: Monitoring): Needs {
  const { facts, groups, ends } = monitoring;
  const list = new NeedList();
  const scrapers = groups.all
    .filter(({ pods }) =>
      pods.some(({ spec }) => facts.podSpecs[spec]?.containers.some(({ image }) => SCRAPER.test(repositoryOf(image)))),
    )
    .flatMap((group) => endOfGroup(group, facts) ?? []);
  const add = (targets: readonly Target[], declared: Declaration): void => addTo(list, scrapers, targets, declared);
  for (const group of groups.all) addAnnotated(group, monitoring, add);
  for (const service of facts.services) {
    if (service.scraped === undefined) continue;
    const port = /^\d+$/.test(service.scraped) ? Number(service.scraped) : undefined;
    const behind = ends.ofService(service, undefined).targets;
    const targets = port === undefined ? behind : behind.map((one) => ({ ...one, port }));
    const text = `${objectId(service)} asks to be scraped (prometheus.io/scrape)`;
    add(targets, { source: 'monitor', text, evidence: [{ object: service }], namespace: service.namespace });
  }
  for (const custom of facts.customs) if (custom.group === GROUP) addMonitor(custom, monitoring, add);
  return list;
}

type Add = (targets: readonly Target[], declared: Declaration) => void;

/** Who scrapes is told of by what is scraped: without one in the input, it is not known who comes. */
function addTo(list: NeedList, scrapers: readonly NeedEnd[], targets: readonly Target[], declared: Declaration): void {
  if (targets.length === 0) return;
  if (scrapers.length === 0) list.miss(ABSENT, declared);
  else list.add(scrapers, { targets }, declared);
}

function addAnnotated(group: Group, { facts }: Monitoring, add: Add): void {
  const [pod] = group.pods;
  if (pod?.podAnnotations.get('prometheus.io/scrape') !== 'true') return;
  const written = pod.podAnnotations.get('prometheus.io/port') ?? '';
  const declared = facts.podSpecs[pod.spec]?.containers.flatMap(({ ports = [] }) => ports) ?? [];
  const ports = /^\d+$/.test(written)
    ? [Number(written)]
    : declared.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port);
  const end = endOfGroup(group, facts);
  const targets = end === undefined ? [] : ports.map((port) => ({ end, port, protocol: 'TCP' as const }));
  const text = `${group.id} asks to be scraped (prometheus.io/scrape)`;
  add(targets, { source: 'monitor', text, evidence: [{ object: pod }], namespace: group.namespace });
}

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor */
function addMonitor(custom: CustomFact, monitoring: Monitoring, add: Add): void {
  const { objectKind, fields, namespace } = custom;
  const isOfPods = objectKind === 'PodMonitor';
  if (!isOfPods && objectKind !== 'ServiceMonitor') return;
  const labels = mapAt(fields, '/spec/selector/matchLabels/');
  if (labels.size === 0) return;
  const text = `${objectId(custom)} has them scraped`;
  const reaches = (other: string): boolean =>
    fields.get('/spec/namespaceSelector/any') === 'true' || namespacesOf(fields, namespace).includes(other);
  for (const endpoint of endpointsOf(fields, isOfPods ? 'podMetricsEndpoints' : 'endpoints')) {
    const declared = { source: 'monitor', text, evidence: [{ object: custom, pointer: endpoint.pointer }] } as const;
    if (isOfPods) {
      for (const group of monitoring.groups.all)
        if (reaches(group.namespace) && group.pods.some(({ podLabels }) => selected(labels, podLabels)))
          add(podTargets(group, endpoint, monitoring.facts), { ...declared, namespace: group.namespace });
    } else
      for (const service of monitoring.facts.services)
        if (reaches(service.namespace) && selected(labels, service.labels))
          add(serviceTargets(service, endpoint, monitoring.ends), { ...declared, namespace: service.namespace });
  }
}

interface Endpoint {
  readonly pointer: string;
  /** Name of the port, of a Service or of a pod. */
  readonly port?: string;
  readonly target?: string;
}

function endpointsOf(fields: StringMap, list: string): Endpoint[] {
  const start = `/spec/${list}/`;
  const places = new Set(
    [...fields.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length).split('/')[0] ?? ''),
  );
  return [...places].map((place) => {
    const pointer = start + place;
    const [port, target] = [
      fields.get(`${pointer}/port`),
      fields.get(`${pointer}/targetPort`) ?? fields.get(`${pointer}/portNumber`),
    ];
    return { pointer, ...(port !== undefined && { port }), ...(target !== undefined && { target }) };
  });
}

function serviceTargets(service: ServiceFact, { port, target }: Endpoint, ends: ServiceEnds): readonly Target[] {
  if (port !== undefined) return ends.ofService(service, port).targets;
  const behind = ends.ofService(service, undefined).targets;
  if (target === undefined) return behind;
  const number = /^\d+$/.test(target) ? Number(target) : target;
  return behind.map((one) => ({ ...one, port: number }));
}

function podTargets(group: Group, { port, target }: Endpoint, facts: Facts): readonly Target[] {
  const end = endOfGroup(group, facts);
  const wanted = port ?? target;
  if (end === undefined || wanted === undefined) return [];
  const declared = facts.podSpecs[group.pods[0]?.spec ?? -1]?.containers.flatMap(({ ports = [] }) => ports) ?? [];
  const number = /^\d+$/.test(wanted) ? Number(wanted) : declared.find(({ name }) => name === wanted)?.port;
  return number === undefined ? [] : [{ end, port: number, protocol: 'TCP' }];
}

function namespacesOf(fields: StringMap, own: string): readonly string[] {
  const named = [...fields].filter(([key]) => key.startsWith('/spec/namespaceSelector/matchNames/'));
  return named.length === 0 ? [own] : named.map(([, name]) => name);
}

function mapAt(fields: StringMap, start: string): Map<string, string> {
  return new Map(
    [...fields]
      .filter(([key]) => key.startsWith(start))
      .map(([key, value]) => [key.slice(start.length).replaceAll('~1', '/').replaceAll('~0', '~'), value]),
  );
}
