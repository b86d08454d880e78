// The shapes in which custom kinds hold a pod spec: whole, as Tekton steps, or as an Argo template.
import type { Container } from '../facts/workload.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { containersOf, partsOf, plainView } from './pod-spec-view.ts';
import type { ContainerPart, Part, PodSpecView } from './pod-spec-view.ts';

/** An object on the way down, with its pointer from the root. */
export interface Ancestor {
  readonly value: JsonObject;
  readonly pointer: string;
}

export interface FoundPodSpec {
  readonly view: PodSpecView;
  /** Where the view's own pointers start. */
  readonly pointer: string;
  /** `metadata` beside the pod spec, when there is one. */
  readonly metadata: unknown;
  /** Fields of the object that are part of the pod spec. */
  readonly taken: ReadonlySet<string>;
}

/** Fields of a PodSpec that are looked at; none of them holds another pod spec. */
const POD_SPEC_FIELDS: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'volumes',
  'securityContext',
  'affinity',
]);
const STEP_FIELDS: ReadonlySet<string> = new Set(['steps', 'sidecars', 'volumes', 'stepTemplate']);
const TEMPLATE_FIELDS: ReadonlySet<string> = new Set([
  'container',
  'script',
  'containerSet',
  'initContainers',
  'sidecars',
  'volumes',
]);

function holds(list: unknown, ...fields: readonly string[]): boolean {
  return listOf(list).some((item) => isObject(item) && fields.some((field) => typeof item[field] === 'string'));
}

/** ServiceAccount that an object names for the pods below it: of its own, or Tekton's `taskRunTemplate`. */
function accountOf(value: JsonObject): string {
  return (
    textOf(value.serviceAccountName) ||
    textOf(value.serviceAccount) ||
    textOf(objectOf(value.taskRunTemplate).serviceAccountName)
  );
}

/** The nearest object upwards that names a ServiceAccount, the root excepted. */
function accountAbove(ancestors: readonly Ancestor[]): Ancestor | undefined {
  return ancestors.findLast(({ value }, index) => index > 0 && accountOf(value) !== '');
}

function isPodSpec(value: JsonObject): boolean {
  return holds(value.containers, 'name', 'image');
}

/** A whole PodSpec. Its ServiceAccount may stand in an object above it (Flink's `spec.serviceAccount`). */
function wholeSpec(ancestors: readonly Ancestor[]): FoundPodSpec {
  const self = ancestors.at(-1) as Ancestor;
  const parent = ancestors.at(-2);
  const beside =
    parent !== undefined && ancestors.length > 2 && parent.value.spec === self.value
      ? parent.value.metadata
      : undefined;
  const account = accountAbove(ancestors);
  const spec = account === undefined ? self.value : { ...self.value, serviceAccountName: accountOf(account.value) };
  return {
    view: { ...plainView(spec, ''), strict: false },
    pointer: self.pointer,
    metadata: beside,
    taken: POD_SPEC_FIELDS,
  };
}

type Located = readonly (readonly [Container['type'], unknown, string])[];

/** A Tekton TaskSpec: steps and sidecars are the containers of one pod. */
function stepContainers({ value, pointer }: Ancestor): Located {
  return [
    ['regular', value.steps, `${pointer}/steps`],
    ['regular', value.sidecars, `${pointer}/sidecars`],
  ];
}

/** An Argo Workflows template: one of container, script and containerSet, with init containers and sidecars beside it. */
function templateContainers({ value, pointer }: Ancestor): Located {
  return [
    ['init', value.initContainers, `${pointer}/initContainers`],
    ['regular', value.container, `${pointer}/container`],
    ['regular', value.script, `${pointer}/script`],
    ['regular', objectOf(value.containerSet).containers, `${pointer}/containerSet/containers`],
    ['regular', value.sidecars, `${pointer}/sidecars`],
  ];
}

function locatedParts(located: Located): readonly ContainerPart[] {
  return located.flatMap(([type, value, pointer]) =>
    isObject(value) ? [{ type, value, pointer }] : containersOf(value, pointer, type),
  );
}

/** What the objects above a template or a list of steps add to its pods: volumes, pull secrets, security settings. */
function giversAbove(ancestors: readonly Ancestor[]): readonly Ancestor[] {
  return ancestors.slice(1, -1).flatMap(({ value, pointer }) => {
    if (Array.isArray(value.templates)) return [{ value, pointer }];
    const direct = isObject(value.podTemplate) ? [{ value: value.podTemplate, pointer: `${pointer}/podTemplate` }] : [];
    const nested = objectOf(value.taskRunTemplate).podTemplate;
    return isObject(nested)
      ? [...direct, { value: nested, pointer: `${pointer}/taskRunTemplate/podTemplate` }]
      : direct;
  });
}

/** PodSpec fields that Argo's WorkflowSpec and Tekton's podTemplate pass on to the pods below. */
const PASSED_ON = ['automountServiceAccountToken', 'hostNetwork', 'securityContext', 'runtimeClassName'];

function passedOn(above: readonly Ancestor[]): JsonObject {
  return Object.fromEntries(
    above.flatMap(({ value }) =>
      PASSED_ON.filter((field) => value[field] !== undefined).map((field) => [field, value[field]]),
    ),
  );
}

function commonStart(pointers: readonly string[]): string {
  const [segments = [], ...others] = pointers.map((pointer) => pointer.split('/'));
  const differs = segments.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return (differs < 0 ? segments : segments.slice(0, differs)).join('/');
}

/** Puts a pod spec together from the object and what the objects above add; pointers start where all of them are below. */
function assemble(ancestors: readonly Ancestor[], located: Located): Pick<FoundPodSpec, 'view' | 'pointer'> {
  const self = ancestors.at(-1) as Ancestor;
  const account = accountAbove(ancestors);
  const above = giversAbove(ancestors);
  const pointer = commonStart(
    [self, ...above, ...(account === undefined ? [] : [account])].map((giver) => giver.pointer),
  );
  const lists = (field: string): readonly Part[] =>
    [self, ...above].flatMap((giver) => partsOf(giver.value[field], `${giver.pointer.slice(pointer.length)}/${field}`));
  const containers = locatedParts(located).map((part) => ({ ...part, pointer: part.pointer.slice(pointer.length) }));
  const spec = {
    ...passedOn(above),
    ...self.value,
    serviceAccountName: account === undefined ? '' : accountOf(account.value),
  };
  const view = {
    spec,
    containers,
    volumes: lists('volumes'),
    imagePullSecrets: lists('imagePullSecrets'),
    podName: '',
    strict: false,
  };
  return { pointer, view };
}

/** The pod spec whose innermost part is the last of `ancestors`, if it is one. */
export function podSpecAt(ancestors: readonly Ancestor[]): FoundPodSpec | undefined {
  const self = ancestors.at(-1) as Ancestor;
  const { value } = self;
  if (isPodSpec(value)) return wholeSpec(ancestors);
  const isTemplate =
    typeof objectOf(value.container).image === 'string' ||
    typeof objectOf(value.script).image === 'string' ||
    isPodSpec(objectOf(value.containerSet));
  if (isTemplate)
    return { ...assemble(ancestors, templateContainers(self)), metadata: value.metadata, taken: TEMPLATE_FIELDS };
  if (holds(value.steps, 'image'))
    return { ...assemble(ancestors, stepContainers(self)), metadata: undefined, taken: STEP_FIELDS };
  return undefined;
}
