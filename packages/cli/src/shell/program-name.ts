// How the user calls the command: on its own, or as a kubectl plugin.

/** The launcher sets the variable when its own name is kubectl-watertight. */
export function programName(): string {
  return process.env['WATERTIGHT_PROGRAM'] === 'kubectl-watertight' ? 'kubectl watertight' : 'watertight';
}
