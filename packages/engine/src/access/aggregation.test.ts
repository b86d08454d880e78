// Effective rules of aggregated ClusterRoles, and where each rule really stands.
import { describe, expect, it } from 'vitest';
import type { RoleFact } from '../facts/rbac.ts';
import { createRoleResolver } from './aggregation.ts';
import { role, rule, selector } from './test-facts.ts';

const PODS = rule('get', 'pods');
const SECRETS = rule('get', 'secrets');
const toView = new Map([['to-view', 'true']]);

const rulesOf = (roles: readonly RoleFact[], one: RoleFact) =>
  createRoleResolver(roles)
    .rulesOf(one)
    .map((effective) => effective.rule);

describe('createRoleResolver', () => {
  it('keeps Role and ClusterRole of one name, and namespaces, apart', () => {
    const cluster = role('clusterrole:x', [PODS]);
    const inA = role('role:a/x', [SECRETS]);
    const resolver = createRoleResolver([cluster, inA]);
    expect(resolver.find('ClusterRole', 'a', 'x')).toBe(cluster);
    expect(resolver.find('Role', 'a', 'x')).toBe(inA);
    expect(resolver.find('Role', 'b', 'x')).toBeUndefined();
  });

  it('finds no Role for a ClusterRoleBinding', () => {
    expect(createRoleResolver([role('clusterrole:x', [PODS])]).find('Role', '', 'x')).toBeUndefined();
  });

  it('gives the same array for the same role', () => {
    const one = role('clusterrole:x', [PODS]);
    const resolver = createRoleResolver([one]);
    expect(resolver.rulesOf(one)).toBe(resolver.rulesOf(one));
  });

  it('takes the later of two roles with one identity', () => {
    const later = role('clusterrole:x', [SECRETS]);
    expect(createRoleResolver([role('clusterrole:x', [PODS]), later]).find('ClusterRole', '', 'x')).toBe(later);
  });
});

describe('aggregation', () => {
  it('takes the rules of matching ClusterRoles and drops written ones', () => {
    const view = role('clusterrole:view', [SECRETS], { aggregation: [selector({ 'to-view': 'true' })] });
    const source = role('clusterrole:source', [PODS], { labels: toView });
    const rules = createRoleResolver([view, source]).rulesOf(view);
    expect(rules.map((one) => one.rule)).toEqual([PODS]);
    expect(rules[0]?.role).toBe(source);
    expect(rules[0]?.through).toEqual([{ object: view, pointer: '/aggregationRule/clusterRoleSelectors/0' }]);
  });

  it('does not take Roles, other labels, or itself', () => {
    const view = role('clusterrole:view', [], { aggregation: [selector({ 'to-view': 'true' })], labels: toView });
    const others = [role('role:a/source', [SECRETS], { labels: toView }), role('clusterrole:other', [SECRETS])];
    expect(createRoleResolver([view, ...others]).rulesOf(view)).toEqual([]);
  });

  it('walks nested aggregation and cites the whole way', () => {
    const admin = role('clusterrole:admin', [], {
      aggregation: [selector({ none: 'x' }), selector({ 'to-admin': 'true' })],
    });
    const edit = role('clusterrole:edit', [], {
      aggregation: [selector({ 'to-edit': 'true' })],
      labels: new Map([['to-admin', 'true']]),
    });
    const source = role('clusterrole:source', [PODS, SECRETS], { labels: new Map([['to-edit', 'true']]) });
    const rules = createRoleResolver([source, edit, admin]).rulesOf(admin);
    expect(rules.map((one) => [one.role.name, one.index])).toEqual([
      ['source', 0],
      ['source', 1],
    ]);
    expect(rules[0]?.through.map((step) => `${step.object.name}${step.pointer}`)).toEqual([
      'admin/aggregationRule/clusterRoleSelectors/1',
      'edit/aggregationRule/clusterRoleSelectors/0',
    ]);
  });

  it('ends on a cycle, takes each source once, and keeps what goes round in it', () => {
    const all = [selector({})];
    const one = role('clusterrole:one', [SECRETS], { aggregation: all });
    const two = role('clusterrole:two', [], { aggregation: all });
    const source = role('clusterrole:source', [PODS]);
    expect(rulesOf([one, two, source], one)).toEqual([SECRETS, PODS]);
    expect(rulesOf([one, two, source], two)).toEqual([SECRETS, PODS]);
    const apart = role('clusterrole:two', [], {});
    expect(rulesOf([one, apart, source], one)).toEqual([PODS]);
  });

  it('keeps written rules while the sources have none', () => {
    const aggregation = [selector({ 'to-view': 'true' })];
    const view = role('clusterrole:view', [SECRETS], { aggregation });
    const empty = role('clusterrole:empty', [], { labels: toView });
    const nested = role('clusterrole:nested', [], { labels: toView, aggregation: [selector({ nobody: 'x' })] });
    expect(rulesOf([view, empty, nested], view)).toEqual([SECRETS]);
    expect(rulesOf([view, empty, { ...nested, rules: [PODS] }], view)).toEqual([PODS]);
  });

  it('keeps written rules where no source is in the input', () => {
    const view = role('clusterrole:view', [SECRETS], { aggregation: [selector({ 'to-view': 'true' })] });
    expect(
      createRoleResolver([view])
        .rulesOf(view)
        .map((one) => one.rule),
    ).toEqual([SECRETS]);
  });

  it('takes in shipped sources beside the written rules of what may be a part of a dump', () => {
    const view = role('clusterrole:view', [SECRETS], { aggregation: [selector({ 'to-view': 'true' })] });
    const shipped = role('clusterrole:shipped', [PODS], { labels: toView, expected: true });
    expect(rulesOf([view, shipped], view)).toEqual([SECRETS, PODS]);
    const given = role('clusterrole:given', [PODS], { labels: toView });
    expect(rulesOf([view, given], view)).toEqual([PODS]);
  });

  it('is no source of itself', () => {
    const view = role('clusterrole:view', [SECRETS], {
      aggregation: [selector({ 'to-view': 'true' })],
      labels: toView,
    });
    expect(rulesOf([view], view)).toEqual([SECRETS]);
    expect(rulesOf([view, role('clusterrole:source', [PODS], { labels: toView })], view)).toEqual([PODS]);
  });

  it('fills an empty role from shipped sources', () => {
    const view = role('clusterrole:view', [], { aggregation: [selector({ 'to-view': 'true' })] });
    const shipped = role('clusterrole:shipped', [PODS], { labels: toView, expected: true });
    expect(
      createRoleResolver([view, shipped])
        .rulesOf(view)
        .map((one) => one.rule),
    ).toEqual([PODS]);
  });
});
