// One access question in two forms: as our command takes it, and as an API server would meet it.
import type { RawRule } from './objects.ts';

/** A request as the contract has it: `groups` absent is what the authenticator would add. */
export interface CanForm {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: string;
  readonly path?: string;
}

/** The words of the command line. */
export interface WordsForm {
  readonly as: string;
  readonly asGroups?: readonly string[];
  readonly verb: string;
  readonly resource: string;
  readonly name?: string;
  readonly namespace: string;
  readonly isNamespaceGiven?: boolean;
}

/** Whether the holder of some rules may write others. */
export interface CoversForm {
  readonly held: readonly RawRule[];
  readonly wanted: readonly RawRule[];
}

/** Attributes of a SubjectAccessReview. */
export interface Attributes {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
  readonly fieldSelector?: string;
}

/** A request for the program in `authorizers/request.go`. */
export interface Question {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly asGroups?: readonly string[];
  readonly method?: string;
  readonly url?: string;
  readonly escalate?: boolean;
  readonly attributes?: Attributes;
  readonly bind?: { readonly kind: string; readonly name: string; readonly namespace: string };
  readonly covers?: CoversForm;
}

export interface Ask {
  readonly ours: { readonly can: CanForm } | { readonly words: WordsForm } | { readonly covers: CoversForm };
  readonly theirs: Question;
}
