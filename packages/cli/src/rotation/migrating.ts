// Has the cluster store again what the new key does not store, by StorageVersionMigrations where they are served; what they leave is for us.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageMigrations } from '@watertight/operate';
import type { Execution } from './execution.ts';
import type { Observed, RotationPlace } from './rotation.ts';

const LOOK_MS = 1000;
const MARK_CHARS = 32;
/** The controller works from the garbage collector's cache, which leaves events out: pkg/controller/garbagecollector, DefaultIgnoredResources. */
const NOT_MIGRATED = ['events', 'events.events.k8s.io'];

export class Migrating {
  readonly #place: RotationPlace;
  readonly #execution: Execution;
  #isOver: boolean;

  constructor(place: RotationPlace, execution: Execution) {
    this.#place = place;
    this.#execution = execution;
    this.#isOver = !execution.usesMigrations;
  }

  /** Makes a migration for each resource that has had none in this rotation, and waits for all. False where there is none to wait for. */
  async round({ old, evidence }: Observed): Promise<boolean> {
    const [connection] = this.#place.servers;
    if (this.#isOver || connection === undefined) return false;
    const migrations = await StorageMigrations.of(connection, markOf(this.#place, evidence.servers[0]?.keyIdHash));
    const resources = [...new Set(old.map(({ resource }) => resource))].filter((name) => !NOT_MIGRATED.includes(name));
    const awaited = migrations === undefined ? undefined : await this.#started(migrations, resources);
    if (migrations === undefined || awaited === undefined || awaited.length === 0) return false;
    this.#execution.say(`rewrite: waits for StorageVersionMigration of ${awaited.join(', ')}`);
    await this.#ended(migrations, awaited);
    return true;
  }

  /** Those that run now. */
  async #started(migrations: StorageMigrations, resources: readonly string[]): Promise<readonly string[] | undefined> {
    const states = await migrations.states();
    if (states === undefined) return undefined;
    const running: string[] = [];
    for (const resource of resources) {
      const state = states.get(resource) ?? 'none';
      if (state === 'running' || (state === 'none' && (await migrations.start(resource)))) running.push(resource);
      else if (state === 'none') this.#giveUp(`rewrite: StorageVersionMigration of ${resource} is refused`);
    }
    return running;
  }

  async #ended(migrations: StorageMigrations, awaited: readonly string[]): Promise<void> {
    const { waitMs, signal } = this.#execution;
    const until = Date.now() + waitMs;
    for (;;) {
      const states = await migrations.states();
      const running = awaited.filter((resource) => states?.get(resource) === 'running');
      if (states !== undefined && running.length === 0) return;
      if (Date.now() > until)
        return this.#giveUp(`rewrite: StorageVersionMigration of ${running.join(', ')} has not ended`);
      await sleep(LOOK_MS, undefined, { signal });
    }
  }

  #giveUp(why: string): void {
    this.#isOver = true;
    this.#execution.say(`${why}: objects are stored again one by one`);
  }
}

/** The same in every run of one rotation, and another for the next key_id of a plugin. */
function markOf({ goal: { provider, keyName } }: RotationPlace, keyIdHash = ''): string {
  return createHash('sha256').update(`${provider}:${keyName}:${keyIdHash}`).digest('hex').slice(0, MARK_CHARS);
}
