// Looks through objects of other kinds for pod specs and Secret manifests, wherever they stand.
import { pointerSegment } from '@watertight/syntax';
import { addSecretCopy, isManifest, isSecretManifest } from './secret-copy.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { operatorPods } from './operator-workloads.ts';
import { podSpecAt } from './pod-spec-shapes.ts';
import type { Ancestor } from './pod-spec-shapes.ts';
import type { Reading } from './reading.ts';
import { addTemplate } from './workload.ts';

/** Levels below the object's root. */
export const DEEPEST = 64;

/** Manifests inside these objects become objects of the same cluster, made by a controller; elsewhere of another one, or none. */
const LOCAL_MANIFEST_GROUPS: ReadonlySet<string> = new Set(['argoproj.io']);

interface Walk {
  readonly reading: Reading;
  /** The objects from the root down to the one looked at. */
  readonly ancestors: Ancestor[];
  depth: number;
  tooDeep: boolean;
  /** True inside a manifest whose pods run somewhere else. */
  elsewhere: boolean;
}

function visitObject(walk: Walk, value: JsonObject, pointer: string): void {
  const { ancestors, reading } = walk;
  if (ancestors.length > 0 && isManifest(value)) {
    if (isSecretManifest(value)) return addSecretCopy(reading, value, pointer);
    if (!LOCAL_MANIFEST_GROUPS.has(reading.identity.group)) return visitForeign(walk, value, pointer);
  }
  ancestors.push({ value, pointer });
  const found = walk.elsewhere ? undefined : podSpecAt(ancestors);
  if (found !== undefined) {
    const spec = reading.podSpecs.internView(found.view);
    addTemplate(reading, { spec, specPointer: reading.strings.keep(found.pointer), templateMetadata: found.metadata });
  }
  for (const [key, item] of Object.entries(value)) {
    if (found?.taken.has(key) !== true && !(ancestors.length === 1 && key === 'metadata'))
      visit(walk, item, `${pointer}/${pointerSegment(key)}`);
  }
  ancestors.pop();
}

/** The pods of a manifest for another cluster are none of this one's, but a Secret in it is a copy that stands here. */
function visitForeign(walk: Walk, value: JsonObject, pointer: string): void {
  const outer = walk.elsewhere;
  walk.elsewhere = true;
  walk.ancestors.push({ value, pointer });
  for (const [key, item] of Object.entries(value)) visit(walk, item, `${pointer}/${pointerSegment(key)}`);
  walk.ancestors.pop();
  walk.elsewhere = outer;
}

function visit(walk: Walk, value: unknown, pointer: string): void {
  if (walk.depth > DEEPEST) {
    walk.tooDeep = true;
    return;
  }
  walk.depth++;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(walk, item, `${pointer}/${index}`);
  else if (isObject(value)) visitObject(walk, value, pointer);
  walk.depth--;
}

/** Adds a workload for each pod spec and a copy for each Secret manifest in the object. */
export function readEmbedded(reading: Reading): void {
  const pods = operatorPods(reading.identity.group, reading.identity.kind, reading.object);
  for (const { view, pointer } of pods ?? [])
    addTemplate(reading, { spec: reading.podSpecs.internView(view), specPointer: pointer });
  const walk: Walk = { reading, ancestors: [], depth: 0, tooDeep: false, elsewhere: pods !== undefined };
  visit(walk, reading.object, '');
  if (walk.tooDeep) reading.partial(`nested deeper than ${DEEPEST} levels: what lies below was not looked at`, '');
}
