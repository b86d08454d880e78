// Why a cluster cannot be read at all, in words of ours; what fails later is coverage.

/** `settings`: the kubeconfig or an option is wrong. `unreachable`: the server does not answer, or not to us. */
export type ClusterTrouble = 'settings' | 'unreachable';

/** The command line ends with code 2 for settings and 4 for a server that cannot be reached, and shows the hint. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly trouble: ClusterTrouble;
  readonly hint: string;

  constructor(trouble: ClusterTrouble, message: string, hint: string) {
    super(message);
    this.trouble = trouble;
    this.hint = hint;
  }
}
