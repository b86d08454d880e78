// Which proxy a server is reached through, by Go's rules; each case has a twin that differs in one point.
import { describe, expect, test } from 'vitest';
import { ClusterError } from '../cluster-error.ts';
import { proxyOf } from './proxy.ts';

const HTTPS_PROXY = 'http://proxy:3128';
const proxied = (server: string, env: Record<string, string>, named = ''): string | undefined =>
  proxyOf(new URL(server), named, env)?.href;

describe('which variable', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['https://h', { HTTPS_PROXY: 'http://a' }, 'http://a/'],
    ['https://h', { https_proxy: 'http://a' }, 'http://a/'],
    ['https://h', { HTTPS_PROXY: 'http://a', https_proxy: 'http://b' }, 'http://a/'],
    ['https://h', { HTTP_PROXY: 'http://a' }, undefined],
    ['http://h', { HTTP_PROXY: 'http://a' }, 'http://a/'],
    ['http://h', { http_proxy: 'http://a' }, 'http://a/'],
    ['http://h', { HTTPS_PROXY: 'http://a' }, undefined],
    ['http://h', { HTTP_PROXY: 'http://a', REQUEST_METHOD: 'GET' }, undefined],
    ['https://h', { HTTPS_PROXY: 'http://a', REQUEST_METHOD: 'GET' }, 'http://a/'],
    ['https://h', { ALL_PROXY: 'http://a' }, undefined],
    ['https://h', { HTTPS_PROXY: '' }, undefined],
    ['https://h', { HTTPS_PROXY: 'a:3128' }, 'http://a:3128/'],
    ['https://h', { HTTPS_PROXY: 'socks5://a:1080' }, 'socks5://a:1080'],
    ['https://h', {}, undefined],
  ])('%s with %j: %s', (server, env, expected) => {
    expect(proxied(server, env)).toBe(expected);
  });

  test('the kubeconfig’s wins, and NO_PROXY is not about it', () => {
    expect(proxied('https://h', { HTTPS_PROXY: 'http://a', NO_PROXY: '*' }, 'http://b')).toBe('http://b/');
  });

  test.each(['ftp://a', 'http://', '://'])('%s is refused', (named) => {
    expect(() => proxied('https://h', {}, named)).toThrow(ClusterError);
  });
});

describe('NO_PROXY', () => {
  test.each<[string, string, boolean]>([
    ['https://h.example.com', 'example.com', false],
    ['https://hexample.com', 'example.com', true],
    ['https://example.com', 'example.com', false],
    ['https://example.com', '.example.com', true],
    ['https://h.example.com', '.example.com', false],
    ['https://h.example.com', '*.example.com', false],
    ['https://example.com', '*.example.com', true],
    ['https://H.Example.com', 'EXAMPLE.com', false],
    ['https://h', '*', false],
    ['https://h', 'other, h', false],
    ['https://h:6443', 'h:6443', false],
    ['https://h:6443', 'h:443', true],
    ['https://h', 'h:443', false],
    ['https://10.1.2.3', '10.0.0.0/8', false],
    ['https://11.1.2.3', '10.0.0.0/8', true],
    ['https://10.1.2.3', '10.1.2.3', false],
    ['https://10.1.2.3:6443', '10.1.2.3:6443', false],
    ['https://10.1.2.3', '2.3', true],
    ['https://[fd00::1]', 'fd00::/8', false],
    ['https://[fe00::1]', 'fd00::/8', true],
    ['https://[fd00::1]:6443', '[fd00::1]:6443', false],
    ['https://h.example.com', '10.0.0.0/99', true],
    ['https://h', ',', true],
    ['https://h', '', true],
  ])('%s with %j: proxied %s', (server, list, expected) => {
    expect(proxied(server, { HTTPS_PROXY, NO_PROXY: list }) !== undefined).toBe(expected);
    expect(proxied(server, { HTTPS_PROXY, no_proxy: list }) !== undefined).toBe(expected);
  });

  test.each(['https://localhost', 'https://127.0.0.1:6443', 'https://127.9.9.9', 'https://[::1]'])(
    '%s is never proxied',
    (server) => {
      expect(proxied(server, { HTTPS_PROXY })).toBeUndefined();
    },
  );
});
