// Git was asked for and cannot be read from: an error that the user can mend.

/** What was asked of git cannot be read at all. The command line ends with code 4, or 2 where no repository was named. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly hint: string;
  readonly isMissing: boolean;

  constructor(message: string, hint: string, isMissing: boolean) {
    super(message);
    this.hint = hint;
    this.isMissing = isMissing;
  }
}
