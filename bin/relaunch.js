// Runs the command in the Node 24 that the checkout's optional dependencies bring, as if it were this process.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';

const USAGE_ERROR = 2;
/** Signals that ask a process to end; the others cannot be caught or are not meant for it. */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Keeps the process alive until its own signal arrives. */
const SIGNAL_WAIT_MS = 1000;

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Node that `npm ci` put into the checkout, or undefined. Published packages bring none. */
export function findNode(folder = new URL('../node_modules/', import.meta.url)) {
  const places = [`node-${process.platform}-${process.arch}/bin/node`, '.bin/node'];
  return places.map((place) => fileURLToPath(new URL(place, folder))).find(executable);
}

function refuse(needed, what) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  process.stderr.write(
    `watertight needs Node ${needed} or newer: ${what}\n` +
      `Run \`npm ci --ignore-scripts\` in ${root} (on Linux it brings Node ${needed}), or install Node ${needed} and put it first on the PATH.\n`,
  );
  process.exitCode = USAGE_ERROR;
}

/** Ends as the child ended: by the same code, or by the same signal, so that shells see what happened. */
function endLike(code, signal) {
  if (signal === null) {
    process.exitCode = code;
    return;
  }
  for (const name of FORWARDED) process.removeAllListeners(name);
  process.kill(process.pid, signal);
  // A signal whose default is to be ignored would leave us here: then end as shells count signals.
  setTimeout(() => process.exit(1), SIGNAL_WAIT_MS);
}

/**
 * Spawns the child with our own stdio, so that data never passes through this process. The channel beside it
 * carries nothing: its end tells the child that this process has died, even by SIGKILL.
 */
export function relaunch(args, needed) {
  const node = findNode();
  if (node === undefined) {
    refuse(needed, `this is ${process.version} (${process.execPath})`);
    return;
  }
  const entry = fileURLToPath(new URL('launched.js', import.meta.url));
  const child = spawn(node, [entry, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const name of FORWARDED) process.on(name, () => child.kill(name));
  child.on('error', (error) => {
    if (child.pid === undefined) refuse(needed, `${node} does not start here (${error.code})`);
  });
  child.on('exit', endLike);
}
