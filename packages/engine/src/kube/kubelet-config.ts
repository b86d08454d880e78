// How kubelets are set up: kubeadm's ConfigMap, a KubeletConfiguration file, or a kubelet's answer at /configz.
import { readYaml } from '@watertight/syntax';
import type { KubeletConfigFact } from '../facts/kubelet.ts';
import type { DocumentId, OriginTable } from '../facts/origin.ts';
import { fileFact } from './file-fact.ts';
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Reading } from './reading.ts';

const API_VERSION = /^kubelet\.config\.k8s\.io\/v1(?:beta1)?$/;
/** kubeadm's name today, and that of the versions before 1.24. */
const CONFIG_MAP = /^kubelet-config(?:-1\.\d{1,2})?$/;
/** Characters of the configuration in a ConfigMap. */
const DOCUMENT_MAX = 262_144;
const PORT = 10_250;
const LOOPBACK = /^(?:127\.|::1$)/;

type Settings = Omit<KubeletConfigFact, keyof ReturnType<typeof fileFact> | 'kind' | 'pointer'>;

/** What is absent has the default of the file's API, not that of the flag of the same name. */
function settingsOf(config: JsonObject): Settings {
  const authentication = objectOf(config.authentication);
  const port = integerOf(config.port) ?? PORT;
  const readOnlyPort = integerOf(config.readOnlyPort) ?? 0;
  const isOpen = config.enableServer !== false && !LOOPBACK.test(textOf(config.address));
  const runsCommands = config.enableDebuggingHandlers !== false;
  return {
    anonymous: objectOf(authentication.anonymous).enabled === true,
    tokens: objectOf(authentication.webhook).enabled !== false,
    allowsAll: objectOf(config.authorization).mode === 'AlwaysAllow',
    ...(isOpen && runsCommands && port > 0 && { port }),
    ...(isOpen && readOnlyPort > 0 && { readOnlyPort }),
  };
}

/** The fact of a file or of an answer, named after its file; undefined for any other object. */
export function kubeletConfigFact(
  object: unknown,
  origins: OriginTable,
  document: DocumentId,
): KubeletConfigFact | undefined {
  if (!isObject(object)) return undefined;
  const isFile = object.kind === 'KubeletConfiguration' && API_VERSION.test(textOf(object.apiVersion));
  const isAnswer = object.kind === undefined && isObject(object.kubeletconfig);
  if (!isFile && !isAnswer) return undefined;
  const pointer = isFile ? '' : '/kubeletconfig';
  const config = isFile ? object : objectOf(object.kubeletconfig);
  return { ...fileFact(origins, document), kind: 'kubeletConfig', pointer, ...settingsOf(config) };
}

/** Adds a fact where the ConfigMap is kubeadm's for kubelets. https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/ */
export function readKubeletConfigMap(reading: Reading): void {
  const { namespace, name } = reading.base;
  if (namespace !== 'kube-system' || !CONFIG_MAP.test(name)) return;
  const text = objectOf(reading.object.data).kubelet;
  if (typeof text !== 'string') return;
  const { value } = text.length > DOCUMENT_MAX ? {} : readYaml(text);
  if (!isObject(value)) {
    reading.partial('the kubelets’ configuration in it cannot be read', '/data/kubelet');
    return;
  }
  reading.facts.kubeletConfigs.push({
    ...reading.base,
    kind: 'kubeletConfig',
    pointer: '/data/kubelet',
    ...settingsOf(value),
  });
}
