// Mutants of what roles are made of, and of whether the rules of one cover those of another.
import type { Mutant } from './mutant.ts';

const aggregation = 'access/aggregation.ts';
const covers = 'access/covers.ts';

export const ROLE_MUTANTS: readonly Mutant[] = [
  {
    name: 'aggregated roles are what is written',
    point: 'aggregation',
    file: aggregation,
    from: 'sources = role.aggregation === undefined ? [] :',
    to: 'sources = role.aggregation !== null ? [] :',
  },
  {
    name: 'the first selector counts',
    point: 'aggregation',
    file: aggregation,
    from: 'aggregation.findIndex(',
    to: 'aggregation.slice(0, 1).findIndex(',
  },
  {
    name: 'aggregated roles are not aggregated further',
    point: 'aggregation',
    file: aggregation,
    from: 'for (const source of sourcesOf(role)) {\n      if (through',
    to: 'for (const source of role === root ? sourcesOf(role) : []) {\n      if (through',
  },
  {
    name: 'an aggregated role keeps what is written',
    point: 'aggregation',
    file: aggregation,
    from: 'if (!isWhole) return true;',
    to: 'return true;',
  },
  {
    name: 'an aggregated role never keeps what is written',
    point: 'aggregation',
    file: aggregation,
    from: 'return isEmpty;',
    to: 'return false;',
  },
  {
    name: 'nothing goes round between aggregated roles',
    point: 'aggregation',
    file: aggregation,
    from: 'if (source === role) return true;',
    to: '',
  },
  {
    name: 'expressions of a selector do not matter',
    point: 'aggregation',
    file: 'facts/label-selector.ts',
    from: 'selector.matchExpressions.every((',
    to: '[].every((',
  },
  {
    name: 'NotIn needs the label',
    point: 'aggregation',
    file: 'facts/label-selector.ts',
    from: 'return value === undefined || !requirement',
    to: 'return value !== undefined && !requirement',
  },
  {
    name: 'named rules cover unnamed ones',
    point: 'escalation',
    file: covers,
    from: 'return fitting.some((rule) => rule.resourceNames.length === 0);',
    to: 'return fitting.length > 0;',
  },
  {
    name: 'unnamed rules do not cover named ones',
    point: 'escalation',
    file: covers,
    from: 'fitting.some((rule) => ruleAllowsName(rule, name))',
    to: 'fitting.some((rule) => rule.resourceNames.includes(name))',
  },
  {
    name: 'one covered verb is enough',
    point: 'escalation',
    file: covers,
    from: 'rule.verbs.every((verb)',
    to: 'rule.verbs.some((verb)',
  },
  {
    name: 'one covered resource is enough',
    point: 'escalation',
    file: covers,
    from: 'wanted.resources.every((full)',
    to: 'wanted.resources.some((full)',
  },
];
