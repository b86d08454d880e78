// How the user calls the command: on its own, or as a kubectl plugin.

/** bin/kubectl-watertight sets the variable: a script cannot see the name that it was started by. */
export function programName(): string {
  return process.env['WATERTIGHT_PROGRAM'] === 'kubectl-watertight' ? 'kubectl watertight' : 'watertight';
}
