// Whom to act as on a live cluster: from --as and --as-group to the names that the API server knows.
import { UserError } from './exit-code.ts';
import { readPosition } from './identifiers.ts';

/** What `can` asks about is no such option: nothing is impersonated there. */
export interface ActingOptions {
  readonly as?: string;
  readonly asGroup?: readonly string[];
  readonly namespace?: string;
}

/** Names as kubectl and the server take them. */
export interface Acting {
  readonly as?: string;
  readonly asGroups?: readonly string[];
}

export function isActing({ as, asGroup = [] }: ActingOptions): boolean {
  return as !== undefined || asGroup.length > 0;
}

/** A user is written as anywhere else: a raw name, `serviceaccount:NS/NAME`, `sa/NAME` with `-n`. Throws `UserError` for what is no user. */
export async function actingAs({ as, asGroup = [], namespace = 'default' }: ActingOptions): Promise<Acting> {
  const groups = asGroup.length === 0 ? {} : { asGroups: asGroup };
  if (as === undefined) return groups;
  const { userOf } = await import('@watertight/engine');
  const name = userOf(readPosition(as, namespace))?.name ?? '';
  if (name === '')
    throw new UserError(
      `not a user: ${as}`,
      'Name a user or serviceaccount:NS/NAME; groups are added with --as-group.',
    );
  return { as: name, ...groups };
}
