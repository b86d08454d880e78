// What whoever runs the plugin must mend: one sentence on what is wrong, one on what to do.

/** Holds no value of a key, a seed or a credential. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
