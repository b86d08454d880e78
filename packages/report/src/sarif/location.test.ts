// URIs of SARIF locations.
import { describe, expect, it } from 'vitest';
import { sarifLocation } from './location.ts';

describe('sarifLocation', () => {
  it.each([
    ['a/b.yaml', 'a/b.yaml', '%SRCROOT%'],
    ['./a.yaml', 'a.yaml', '%SRCROOT%'],
    ['././a.yaml', 'a.yaml', '%SRCROOT%'],
    ['../a b.yaml', '../a%20b.yaml', '%SRCROOT%'],
    ['a/../b', 'a/%2E%2E/b', '%SRCROOT%'],
    ['c:/x', 'c%3A/x', '%SRCROOT%'],
    ['a?b#c%d', 'a%3Fb%23c%25d', '%SRCROOT%'],
    ['ü\ud800', '%C3%BC%EF%BF%BD', '%SRCROOT%'],
    ['/etc/x y', 'file:///etc/x%20y', undefined],
    ['-', 'kubernetes/secret/a/b', undefined],
    ['', 'kubernetes/secret/a/b', undefined],
  ])('%j is %s', (file, uri, uriBaseId) => {
    const { artifactLocation } = sarifLocation('secret:a/b', { file, line: 1 }).physicalLocation;
    expect(artifactLocation).toEqual({ uri, ...(uriBaseId === undefined ? {} : { uriBaseId }) });
  });

  it.each([
    ['clusterrole:system:node', 'kubernetes/clusterrole/system%3Anode'],
    ['anonymous', 'kubernetes/anonymous/_'],
    ['secret:../..', 'kubernetes/secret/%2E%2E/%2E%2E'],
  ])('%s without a file is %s', (object, uri) => {
    expect(sarifLocation(object, undefined).physicalLocation).toEqual({ artifactLocation: { uri } });
  });
});
