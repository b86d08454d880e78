// Passwords of Redis' users: `ACL SETUSER app on >x ~* +@all`, as a command and as MONITOR shows it.
import { caseless } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { isValue } from './is-value.ts';
import type { Rule } from './rule.ts';

const RULES_CHARS_MAX = 512;
/** One that is added or removed; behind a redirection of a shell stands a blank or a path. */
const PASSWORD = /(?<=[\s"'])[<>](?![/&])([^\s"'\\]{1,256})/g;

/** https://redis.io/docs/latest/commands/acl-setuser/ */
export const redisAcl: Rule = {
  id: 'redis-acl',
  anchors: [caseless('setuser')],
  find(text, { end }) {
    return Array.from(text.slice(end, end + RULES_CHARS_MAX).matchAll(PASSWORD)).flatMap(({ 1: value = '', index }) => {
      const start = end + index + 1;
      if (!isValue(value)) return [];
      return [{ start, end: start + value.length, class: 'password', rule: 'redis-acl' } satisfies Span];
    });
  },
};
