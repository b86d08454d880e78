// Whom a text names: position ids, kubectl's forms, raw user names.
import { describe, expect, it } from 'vitest';
import { parseSubject, positionOfSubjectText } from './subject.ts';

describe('positionOfSubjectText', () => {
  it.each([
    ['anonymous', 'anonymous'],
    ['system:anonymous', 'anonymous'],
    ['serviceaccount:a/s', 'serviceaccount:a/s'],
    ['serviceaccount:s', 'serviceaccount:here/s'],
    ['sa/s', 'serviceaccount:here/s'],
    ['ServiceAccount/s', 'serviceaccount:here/s'],
    ['system:serviceaccount:a:s', 'serviceaccount:a/s'],
    ['user:system:serviceaccount:a:s', 'serviceaccount:a/s'],
    ['user/jane', 'user:jane'],
    ['group/devs', 'group:devs'],
    ['group:system:unauthenticated', 'anonymous'],
    ['node/n1', 'node:n1'],
    ['system:node:n1', 'node:n1'],
    ['jane', 'user:jane'],
    ['oidc:jane', 'user:oidc:jane'],
    ['arn:aws:iam::1:user/bob', 'user:arn:aws:iam::1:user/bob'],
    ['team/jane', 'user:team/jane'],
    ['pod:jane', 'user:pod:jane'],
  ])('%s', (text, position) => {
    expect(positionOfSubjectText(text, 'here')).toBe(position);
  });
});

describe('parseSubject', () => {
  it('gives a raw name the groups of its kind', () => {
    expect(parseSubject('jane', 'a')).toEqual({ name: 'jane', groups: ['system:authenticated'] });
    expect(parseSubject('system:node:n', 'a')).toMatchObject({ groups: ['system:nodes', 'system:authenticated'] });
  });

  it.each(['', 'pod:a/b', 'deployment:a/b', 'network:internet', 'ip:10.0.0.1', 'user:', 'serviceaccount:a/'])(
    'refuses %j',
    (text) => {
      expect(parseSubject(text, 'a')).toHaveProperty('error');
    },
  );
});
