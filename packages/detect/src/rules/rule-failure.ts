// Says which rule failed and nothing of the text.

export class RuleFailure extends Error {
  override readonly name = 'RuleFailure';
  readonly rule: string;

  constructor(rule: string) {
    super(`the rule ${rule} failed`);
    this.rule = rule;
  }
}
