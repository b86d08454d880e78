// What a reference to an image stands for, and what is none.
import { describe, expect, test } from 'vitest';
import { readImageId, readImageReference, taggedName } from './image-reference.ts';

const HEX = 'ab'.repeat(32);

test.each([
  ['nginx', 'docker.io/library/nginx', 'latest', undefined],
  ['nginx:1.27', 'docker.io/library/nginx', '1.27', undefined],
  ['library/nginx', 'docker.io/library/nginx', 'latest', undefined],
  ['team/app:V_1', 'docker.io/team/app', 'V_1', undefined],
  ['docker.io/nginx', 'docker.io/library/nginx', 'latest', undefined],
  ['index.docker.io/team/app', 'docker.io/team/app', 'latest', undefined],
  ['registry.example/app', 'registry.example/app', 'latest', undefined],
  ['registry.example:5000/a/b/c:1', 'registry.example:5000/a/b/c', '1', undefined],
  ['localhost/app', 'localhost/app', 'latest', undefined],
  ['localhost:5000', 'docker.io/library/localhost', '5000', undefined],
  ['Registry/app', 'Registry/app', 'latest', undefined],
  ['[::1]:5000/app', '[::1]:5000/app', 'latest', undefined],
  [`app@sha256:${HEX}`, 'docker.io/library/app', undefined, `sha256:${HEX}`],
  [`app:1@sha256:${HEX}`, 'docker.io/library/app', '1', `sha256:${HEX}`],
  ['a/b__c--d', 'docker.io/a/b__c--d', 'latest', undefined],
])('%s', (text, repository, tag, digest) => {
  expect(readImageReference(text)).toEqual({ repository, ...(tag && { tag }), ...(digest && { digest }) });
});

test.each([
  [''],
  [':1'],
  ['App'],
  ['app:'],
  ['app:-1'],
  [`app:${'a'.repeat(129)}`],
  ['a//b'],
  ['/app'],
  ['app/'],
  ['a b'],
  ['a..b'],
  ['a_'],
  ['app@sha256:abc'],
  [`app@md5:${HEX}`],
  [`app@sha256:${HEX.toUpperCase()}`],
  [`sha256:${HEX}@sha256:${HEX}@x`],
  ['registry.example:port/app'],
  [`a/${'b'.repeat(600)}`],
])('no reference: %j', (text) => {
  expect(readImageReference(text)).toBeUndefined();
});

test('the name with its tag', () => {
  expect(taggedName({ repository: 'docker.io/library/app', tag: '1' })).toBe('docker.io/library/app:1');
  expect(taggedName({ repository: 'docker.io/library/app', digest: `sha256:${HEX}` })).toBeUndefined();
});

describe('what a runtime calls the image that runs', () => {
  const hex = 'ab'.repeat(32);
  test.each([
    [`docker.io/library/nginx@sha256:${hex}`, `sha256:${hex}`, false],
    [`docker-pullable://nginx@sha256:${hex}`, `sha256:${hex}`, false],
    [`registry.example:5000/a/b@sha256:${hex}`, `sha256:${hex}`, false],
    [`sha256:${hex}`, `sha256:${hex}`, true],
    [`docker://sha256:${hex}`, `sha256:${hex}`, true],
    [hex, `sha256:${hex}`, true],
  ])('%s', (text, digest, isConfig) => expect(readImageId(text)).toEqual({ digest, isConfig }));

  test.each(['', 'nginx:1', `nginx@sha256:${hex}0`, `sha256:${hex.slice(2)}`, `md5:${hex}`, `a b@sha256:${hex}`])(
    'none: %j',
    (text) => expect(readImageId(text)).toBeUndefined(),
  );
});
