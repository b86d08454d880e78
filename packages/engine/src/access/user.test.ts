// Positions and callers: each form and its twin.
import { describe, expect, it } from 'vitest';
import {
  canonicalPosition,
  groupsOfUser,
  impersonatedGroups,
  positionOfGroup,
  positionOfSubject,
  positionOfUser,
  userOf,
} from './user.ts';

describe('positionOfUser', () => {
  it.each([
    ['jane', 'user:jane'],
    ['system:serviceaccount:backend:app', 'serviceaccount:backend/app'],
    ['system:serviceaccount:backend:app.v2', 'serviceaccount:backend/app.v2'],
    ['system:serviceaccount:backend', 'user:system:serviceaccount:backend'],
    ['system:serviceaccount:backend:a:b', 'user:system:serviceaccount:backend:a:b'],
    ['system:serviceaccount:back.end:app', 'user:system:serviceaccount:back.end:app'],
    ['system:serviceaccount:Backend:app', 'user:system:serviceaccount:Backend:app'],
    ['system:serviceaccount::app', 'user:system:serviceaccount::app'],
    ['system:node:n1', 'node:n1'],
    ['system:node:', 'user:system:node:'],
    ['system:nodes:n1', 'user:system:nodes:n1'],
    ['system:anonymous', 'anonymous'],
    ['system:kube-controller-manager', 'user:system:kube-controller-manager'],
  ])('%s', (user, position) => {
    expect(positionOfUser(user)).toBe(position);
  });
});

describe('positionOfGroup and positionOfSubject', () => {
  it('knows the anonymous group', () => {
    expect(positionOfGroup('system:unauthenticated')).toBe('anonymous');
    expect(positionOfGroup('system:authenticated')).toBe('group:system:authenticated');
    expect(positionOfGroup('system:anonymous')).toBe('group:system:anonymous');
  });

  it('names a ServiceAccount the same however it is bound', () => {
    expect(positionOfSubject({ kind: 'ServiceAccount', namespace: 'a', name: 's', index: 0 })).toBe(
      'serviceaccount:a/s',
    );
    expect(positionOfSubject({ kind: 'User', namespace: '', name: 'system:serviceaccount:a:s', index: 0 })).toBe(
      'serviceaccount:a/s',
    );
    expect(positionOfSubject({ kind: 'Group', namespace: '', name: 'system:serviceaccount:a:s', index: 0 })).toBe(
      'group:system:serviceaccount:a:s',
    );
  });

  it('leaves other ids as they are', () => {
    expect(canonicalPosition('user:system:node:n')).toBe('node:n');
    expect(canonicalPosition('group:system:unauthenticated')).toBe('anonymous');
    expect(canonicalPosition('pod:a/b')).toBe('pod:a/b');
  });
});

describe('impersonatedGroups', () => {
  it.each<[string, string[], string[]]>([
    ['jane', ['devs'], ['devs', 'system:authenticated']],
    ['jane', ['system:authenticated'], ['system:authenticated']],
    ['jane', ['system:unauthenticated'], ['system:unauthenticated']],
    ['system:anonymous', ['devs'], ['devs', 'system:unauthenticated']],
    ['system:anonymous', ['system:authenticated'], ['system:authenticated', 'system:unauthenticated']],
  ])('%s as %j', (user, asked, groups) => {
    expect(impersonatedGroups(user, asked)).toEqual(groups);
  });
});

describe('userOf', () => {
  it.each([
    ['anonymous', 'system:anonymous', ['system:unauthenticated']],
    ['user:jane', 'jane', ['system:authenticated']],
    ['group:devs', '', ['devs', 'system:authenticated']],
    ['group:system:authenticated', '', ['system:authenticated']],
    ['group:system:masters', '', ['system:masters', 'system:authenticated']],
    ['serviceaccount:a/*', 'system:serviceaccount:a:*', ['system:authenticated']],
    ['node:n1', 'system:node:n1', ['system:nodes', 'system:authenticated']],
    [
      'serviceaccount:a/s',
      'system:serviceaccount:a:s',
      ['system:serviceaccounts', 'system:serviceaccounts:a', 'system:authenticated'],
    ],
    [
      'user:system:serviceaccount:a:s',
      'system:serviceaccount:a:s',
      ['system:serviceaccounts', 'system:serviceaccounts:a', 'system:authenticated'],
    ],
  ])('%s', (position, name, groups) => {
    expect(userOf(position)).toEqual({ name, groups });
  });

  it.each([
    'pod:a/b',
    'deployment:a/b',
    'network:internet',
    'user:',
    'serviceaccount:a',
    'serviceaccount:/s',
    'nonsense',
  ])('no caller: %s', (position) => {
    expect(userOf(position)).toBeUndefined();
  });

  it('gives only genuine ServiceAccount and node names their groups', () => {
    expect(groupsOfUser('system:serviceaccount:a')).toEqual(['system:authenticated']);
    expect(groupsOfUser('system:kube-scheduler')).toEqual(['system:authenticated']);
  });
});
