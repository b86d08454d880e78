// One volume of a pod spec.
import type { Volume } from '../facts/workload.ts';
import { isCredentialName } from './credential-text.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Mutable } from './mutable.ts';
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

function itemModesOf(source: JsonObject, pointer: string): NonNullable<Volume['itemModes']> {
  return listOf(source.items).flatMap((item, index) => {
    const mode = integerOf(objectOf(item).mode);
    return mode === undefined ? [] : [{ mode, pointer: `${pointer}/items/${index}/mode` }];
  });
}

/** Fields that only one or a few types of volume have. */
function addDetails(to: Mutable<Volume>, source: JsonObject, strings: StringPool): void {
  switch (to.type) {
    case 'hostPath':
      to.hostPath = strings.text(source.path);
      break;
    case 'image':
      to.image = strings.text(source.reference);
      break;
    case 'persistentVolumeClaim':
      to.claim = strings.text(source.claimName);
      break;
    case 'secret':
      to.object = strings.text(source.secretName);
      break;
    case 'configMap':
      to.object = strings.text(source.name);
      break;
    case 'emptyDir':
      to.medium = strings.text(source.medium);
      break;
    case 'nfs':
      to.nfs = { server: strings.text(source.server), path: strings.text(source.path) };
      break;
    case 'iscsi':
      to.chapAuthSession = source.chapAuthSession === true;
      break;
    case 'flexVolume':
      to.driver = strings.text(source.driver);
      to.attributes = attributesOf(source.options, strings);
      break;
    case 'csi':
      to.driver = strings.text(source.driver);
      to.attributes = attributesOf(source.volumeAttributes, strings);
      break;
    default:
  }
}

/** Driver attributes without those that are credentials by name. */
export function attributesOf(value: unknown, strings: StringPool): NonNullable<Volume['attributes']> {
  return strings.map(value, (key, text) => isCredentialName(key) || text.length > 1024);
}

export function readVolume({ value, pointer }: Part, strings: StringPool): Volume {
  const type = volumeType(value);
  const source = objectOf(value[type]);
  const volume: Mutable<Volume> = {
    name: strings.keep(volumeName(textOf(value.name))),
    type: strings.keep(type),
    pointer,
  };
  addDetails(volume, source, strings);
  const defaultMode = integerOf(source.defaultMode);
  if (defaultMode !== undefined) volume.defaultMode = defaultMode;
  const itemModes = type === 'secret' ? itemModesOf(source, `${pointer}/secret`) : [];
  if (itemModes.length > 0) volume.itemModes = itemModes;
  if (typeof source.readOnly === 'boolean') volume.readOnly = source.readOnly;
  return volume;
}
