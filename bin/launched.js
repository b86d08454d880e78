// Entry of the process that bin/relaunch.js starts: it ends when the launcher is gone.
import { start } from './start.js';

/** As a shell reports a process ended by SIGHUP: the one who asked for the work has left. */
const LAUNCHER_GONE = 129;

process.once('disconnect', () => process.exit(LAUNCHER_GONE));
// The channel must not keep a finished program alive.
process.channel?.unref();

await start();
