// The package's front door: the only code that asks a cluster for more than to be read.
export { replayPaths } from './prove/replay-paths.ts';
export type { Replayed } from './prove/replay-paths.ts';
export { rewriteObjects } from './rewrite/rewrite-objects.ts';
export type { ObjectName } from './rewrite/object-name.ts';
export type { RefusedObject, Rewritten } from './rewrite/rewrite-objects.ts';
export { opensObjects } from './rewrite/opens-objects.ts';
export { StorageMigrations } from './rewrite/storage-migrations.ts';
