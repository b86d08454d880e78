// Query strings of lists, watches and collection deletes: names hidden in field selectors, and what hides them.
import type { Random } from '../../../bench/random.ts';
import { NAMES } from './words.ts';

const encode = encodeURIComponent;

/** A query that selects by the name, or seems to; for verb `list` it may turn the list into a watch. */
export function selectorQuery(random: Random, verb: string, name: string): string {
  const other = random.pick([
    '',
    'limit=500',
    'resourceVersion=0',
    'labelSelector=a%3Db',
    'timeoutSeconds=30',
    'pretty=1',
  ]);
  const parts = [`fieldSelector=${encode(fieldSelector(random, name))}`, other];
  const isOdd = random.below(3) === 0;
  if (isOdd) parts.push(random.pick(SPOILERS));
  if (verb === 'list' && random.below(6) === 0) parts.push(random.pick(WATCHES));
  return (random.below(2) === 0 ? parts : parts.toReversed()).filter((part) => part !== '').join('&');
}

/** Parameters that the API server cannot read, and others that only look like it. */
const SPOILERS = [
  'limit=many',
  'limit=',
  'limit=1.5',
  'limit=+5',
  'limit=99999999999999999999',
  'timeoutSeconds=1m',
  'labelSelector=%21%21',
  'labelSelector=a+in+%28',
  'allowWatchBookmarks=maybe',
  'sendInitialEvents=x',
  'resourceVersionMatch=Odd',
  'fieldSelector=metadata.name%3Dt',
  'labelSelector=metadata.name%3Ds',
  'name=s',
];
const WATCHES = ['watch=true', 'watch=1', 'watch=false', 'watch=0', 'watch=', 'watch=FALSE', 'watch', 'watch=yes'];

function fieldSelector(random: Random, name: string): string {
  switch (random.below(14)) {
    case 0:
      return `metadata.name==${name}`;
    case 1:
      return `metadata.name!=${name}`;
    case 2:
      return `type=Opaque,metadata.name=${name}`;
    case 3:
      return `metadata.name=${name},metadata.namespace!=b`;
    case 4:
      return random.pick([
        'metadata.name=a/s',
        'metadata.name=.',
        'metadata.name=..',
        'metadata.name=%',
        'metadata.name=',
      ]);
    case 5:
      return random.pick([
        'metadata.name',
        '=s',
        'metadata.name=s=t',
        'metadata.name=s\\,t',
        'metadata.name=\\s',
        ',',
        '',
      ]);
    case 6:
      return `metadata.name=${name},metadata.name=${random.pick(NAMES)}`;
    case 7:
      return random.pick([`metadata.namespace=${name}`, `Metadata.name=${name}`, ` metadata.name=${name}`]);
    default:
      return `metadata.name=${name}`;
  }
}
