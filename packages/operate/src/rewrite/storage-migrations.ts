// Has the cluster's own controller store resources again: StorageVersionMigrations of one rotation, each made once and found again.
// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/storage-version-migration/
import { fieldsOf, listOf, MARK, textOf } from '@watertight/sources';
import type { ApiServerConnection } from '@watertight/sources';

/**
 * `ended`: it succeeded or failed, and either says nothing of etcd: the controller takes a conflict for work that was done, and one refusal
 * for the end. k8s.io/kubernetes/pkg/controller/storageversionmigrator
 */
export type MigrationState = 'none' | 'running' | 'ended';

const GROUP = '/apis/storagemigration.k8s.io';
/** Those whose `spec.resource` is a group and a resource, newest first. */
const VERSIONS = ['v1', 'v1beta1'];
const OK = 200;
const CREATED = 201;

export class StorageMigrations {
  readonly #connection: ApiServerConnection;
  readonly #version: string;
  readonly #mark: string;

  private constructor(connection: ApiServerConnection, version: string, mark: string) {
    this.#connection = connection;
    this.#version = version;
    this.#mark = mark;
  }

  /** Undefined where the server does not serve them. `mark` names the rotation: at most 63 letters and digits. */
  static async of(connection: ApiServerConnection, mark: string): Promise<StorageMigrations | undefined> {
    const answer = await connection.read(GROUP);
    if ('silence' in answer || answer.status !== OK) return undefined;
    const served = listOf(fieldsOf(answer.value)['versions']).map((each) => textOf(fieldsOf(each)['version']));
    const version = VERSIONS.find((each) => served.includes(each));
    return version === undefined ? undefined : new StorageMigrations(connection, version, mark);
  }

  /** By resource, as an EncryptionConfiguration names it. Undefined where they cannot be listed. */
  async states(): Promise<ReadonlyMap<string, MigrationState> | undefined> {
    const answer = await this.#connection.read(
      `${GROUP}/${this.#version}/storageversionmigrations?labelSelector=${MARK}%3D${this.#mark}`,
    );
    if ('silence' in answer || answer.status !== OK) return undefined;
    return new Map(listOf(fieldsOf(answer.value)['items']).map((item) => [resourceOf(item), stateOf(item)]));
  }

  /** False where the server refuses it. */
  async start(name: string): Promise<boolean> {
    const [resource = '', ...group] = name.split('.');
    const order = { version: this.#version, mark: this.#mark, group: group.join('.'), resource };
    const answer = await this.#connection.migrate(order);
    return 'status' in answer && answer.status === CREATED;
  }
}

function resourceOf(item: unknown): string {
  const spec = fieldsOf(fieldsOf(fieldsOf(item)['spec'])['resource']);
  const [resource, group] = [textOf(spec['resource']), textOf(spec['group'])];
  return group === '' ? resource : `${resource}.${group}`;
}

function stateOf(item: unknown): MigrationState {
  const conditions = listOf(fieldsOf(fieldsOf(item)['status'])['conditions']).map(fieldsOf);
  const hasEnded = conditions.some(
    ({ type, status }) => (type === 'Succeeded' || type === 'Failed') && status === 'True',
  );
  return hasEnded ? 'ended' : 'running';
}
