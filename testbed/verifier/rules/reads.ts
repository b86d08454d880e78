// Re-derives the techniques A: the API server's own answers that hold a Secret's content.
import { gunzipSync } from 'node:zlib';
import { loadAll } from 'js-yaml';
import { plainId } from '../cluster.ts';
import { requestName } from '../path.ts';
import { isRaw, mapAt, resolve, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable, TechniqueRule } from './rule.ts';

type NameForm = 'named' | 'nameless' | 'selector';

function readRule(verbs: readonly string[], form: NameForm, query = ''): TechniqueRule {
  return {
    best: 'certain',
    check: (step) =>
      step.isMaster && step.request === undefined
        ? endsAt(step, 'secret')
        : [...endsAt(step, 'secret'), ...requestProblems(step, verbs, form), ...queryProblems(step, query)],
  };
}

function requestProblems(step: StepCase, verbs: readonly string[], form: NameForm): readonly string[] {
  const request = step.request;
  if (request === undefined) return ['cites no request'];
  const name = requestName(request);
  const namespace = request.namespace ?? '';
  // `secret:NS/*` is any Secret of the namespace: the request that stands for all of them carries no name.
  const isAny = step.to.name === '*' && name === '';
  const rightName = isAny || (form === 'nameless' ? name === '' : name === step.to.name);
  const rightPlace = namespace === step.to.namespace || (form === 'nameless' && namespace === '');
  return [
    ...unless(
      request.resource === 'secrets' && (request.group ?? '') === '' && (request.subresource ?? '') === '',
      'its request is not for Secrets',
    ),
    ...unless(verbs.includes(request.verb), `the verb ${request.verb} does not belong to it`),
    ...unless(rightName, `the request carries the name "${name}"`),
    ...unless(rightPlace, `the request is for the namespace "${namespace}"`),
  ];
}

function queryProblems(step: StepCase, query: string): readonly string[] {
  const given = (step.request?.query ?? '').split('&');
  return query === ''
    ? []
    : query
        .split('&')
        .filter((part) => !given.includes(part))
        .map((part) => `the request lacks ${part}`);
}

/** Kubernetes objects that a Helm release Secret holds: base64 twice, gzip, JSON, its manifest as YAML. */
function rendered(release: Raw): readonly unknown[] {
  const inner =
    Buffer.from(mapAt(release, 'data').get('release') ?? '', 'base64').toString('latin1') ||
    (mapAt(release, 'stringData').get('release') ?? '');
  try {
    const bytes = Buffer.from(inner, 'base64');
    const chart: unknown = JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'));
    return loadAll(textAt(chart, 'manifest'));
  } catch {
    return [];
  }
}

function helmCopy(step: StepCase): boolean {
  const release = step.cluster.find(step.step.from);
  if (release === undefined || textAt(release, 'type') !== 'helm.sh/release.v1') return false;
  const namespace = step.from.namespace;
  if (
    rendered(release).some(
      (object) =>
        isRaw(object) &&
        plainId({ ...object, metadata: { namespace, ...(isRaw(object['metadata']) && object['metadata']) } }) ===
          step.step.to,
    )
  )
    return true;
  const target = mapAt(step.cluster.find(step.step.to), 'metadata', 'annotations');
  const owner =
    mapAt(release, 'metadata', 'labels').get('name') ?? /^sh\.helm\.release\.v1\.(.+)\.v\d+$/.exec(step.from.name)?.[1];
  return (
    target.get('meta.helm.sh/release-name') === owner &&
    (target.get('meta.helm.sh/release-namespace') ?? namespace) === namespace
  );
}

/** The cited object embeds the whole Secret at the cited pointer, and the actor may read that object. */
function embeddedCopy(step: StepCase): boolean {
  const readable = step.requestAllowed();
  return (
    readable &&
    step.step.evidence.some(({ object, pointer }) => {
      const embedded = resolve(step.cluster.find(object), pointer ?? '');
      return textAt(embedded, 'kind') === 'Secret' && textAt(embedded, 'metadata', 'name') === step.to.name;
    })
  );
}

export const reads: RuleTable = {
  A1: readRule(['get'], 'named'),
  A2: readRule(['list'], 'nameless'),
  A3: readRule(['watch'], 'nameless'),
  A4: readRule(['list', 'watch'], 'selector'),
  A5: readRule(['list', 'watch', 'deletecollection'], 'nameless'),
  A6: readRule(['patch'], 'named', 'dryRun=All'),
  A7: readRule(['delete'], 'named', 'dryRun=All&propagationPolicy=Foreground'),
  A8: readRule(['deletecollection'], 'nameless', 'dryRun=All'),
  A10: {
    best: (step) => (step.from.kind === 'secret' ? 'conditional' : 'certain'),
    relation: true,
    check: (step) => [
      ...endsAt(step, 'secret'),
      ...unless(
        step.from.kind === 'secret' ? helmCopy(step) : embeddedCopy(step),
        `${step.step.from} gives no copy of ${step.step.to}`,
      ),
    ],
  },
};
