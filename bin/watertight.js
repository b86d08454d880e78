#!/usr/bin/env node
// Starts the command: in this process on Node 24 or newer, else in the Node 24 that the checkout brings.
// Plain JavaScript that Node 16 can read, since its job is to run where the program itself cannot.
const NODE_MAJOR_NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_NEEDED) {
  const { start } = await import('./start.js');
  await start();
} else {
  const { relaunch } = await import('./relaunch.js');
  relaunch(process.argv.slice(2), NODE_MAJOR_NEEDED);
}
