// One volume of a pod spec.
import type { Volume } from '../facts/workload.ts';
import { isCredentialName } from './credential-text.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Part } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';

/** The name that the ServiceAccount admission plugin gives the token volume, with a random end: one name for all pods. */
const TOKEN_VOLUME = 'kube-api-access';
const TOKEN_VOLUME_RANDOM = /^kube-api-access-[a-z0-9]{5}$/;

/** True for the token volume that the admission plugin adds. */
export function isTokenVolume(name: string): boolean {
  return name.startsWith(TOKEN_VOLUME) && TOKEN_VOLUME_RANDOM.test(name);
}

/** The volume's name, without the random end that would make every pod's spec different. */
export function volumeName(name: string): string {
  return isTokenVolume(name) ? TOKEN_VOLUME : name;
}

/** The one source field of a volume: the first that holds an object. A volume without any is an `emptyDir` (API default). */
export function volumeType(volume: JsonObject): string {
  for (const [field, value] of Object.entries(volume)) if (field !== 'name' && isObject(value)) return field;
  for (const [field, value] of Object.entries(volume)) if (field !== 'name' && value === null) return field;
  return 'emptyDir';
}

function itemModesOf(source: JsonObject, pointer: string): Pick<Volume, 'itemModes'> {
  const itemModes = listOf(source.items).flatMap((item, index) => {
    const mode = integerOf(objectOf(item).mode);
    return mode === undefined ? [] : [{ mode, pointer: `${pointer}/items/${index}/mode` }];
  });
  return itemModes.length === 0 ? {} : { itemModes };
}

/** Fields that only one or a few types of volume have. */
function detailsOf(type: string, source: JsonObject, strings: StringPool): Partial<Volume> {
  switch (type) {
    case 'hostPath':
      return { hostPath: strings.text(source.path) };
    case 'persistentVolumeClaim':
      return { claim: strings.text(source.claimName) };
    case 'secret':
      return { object: strings.text(source.secretName) };
    case 'configMap':
      return { object: strings.text(source.name) };
    case 'emptyDir':
      return { medium: strings.text(source.medium) };
    case 'nfs':
      return { nfs: { server: strings.text(source.server), path: strings.text(source.path) } };
    case 'iscsi':
      return { chapAuthSession: source.chapAuthSession === true };
    case 'flexVolume':
      return { driver: strings.text(source.driver), attributes: attributesOf(source.options, strings) };
    case 'csi':
      return { driver: strings.text(source.driver), attributes: attributesOf(source.volumeAttributes, strings) };
    default:
      return {};
  }
}

/** Driver attributes without those that are credentials by name. */
export function attributesOf(value: unknown, strings: StringPool): NonNullable<Volume['attributes']> {
  return strings.map(value, (key, text) => isCredentialName(key) || text.length > 1024);
}

export function readVolume(part: Part, strings: StringPool): Volume {
  const { value, pointer } = part;
  const type = volumeType(value);
  const source = objectOf(value[type]);
  const defaultMode = integerOf(source.defaultMode);
  return {
    name: strings.keep(volumeName(textOf(value.name))),
    type: strings.keep(type),
    pointer,
    ...detailsOf(type, source, strings),
    ...(defaultMode === undefined ? {} : { defaultMode }),
    ...(type === 'secret' ? itemModesOf(source, `${pointer}/secret`) : {}),
    ...(typeof source.readOnly === 'boolean' ? { readOnly: source.readOnly } : {}),
  };
}
