// The exit codes of the contract, and the one kind of error that a user can mend.

export const ExitCode = { ok: 0, findings: 1, usage: 2, incomplete: 3, cannotRun: 4, interrupted: 130 } as const;
export type ExitCodeValue = (typeof ExitCode)[keyof typeof ExitCode];

/** Something the user can mend: printed as one line that says what is wrong and one that says what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint: string;
  readonly code: ExitCodeValue;

  constructor(message: string, hint: string, code: ExitCodeValue = ExitCode.usage) {
    super(message);
    this.hint = hint;
    this.code = code;
  }
}
