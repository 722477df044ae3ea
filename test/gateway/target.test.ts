import { describe, expect, it } from 'vitest';
import { readTarget, withoutPort } from '../../src/gateway/target.ts';

describe('a request target', () => {
  it('in origin form is path and query', () => {
    expect(readTarget('/a/b?c=d?e')).toEqual({ path: '/a/b', query: 'c=d?e', authority: undefined });
  });

  it('in absolute form names the host it is for, as sent to a proxy', () => {
    expect(readTarget('http://bkt.oss-cn-hangzhou.aliyuncs.com/a?b')).toEqual({
      path: '/a',
      query: 'b',
      authority: 'bkt.oss-cn-hangzhou.aliyuncs.com',
    });
    expect(readTarget('HTTP://h:80')).toEqual({ path: '/', query: '', authority: 'h:80' });
    expect(readTarget('http://h?x=1')).toEqual({ path: '/', query: 'x=1', authority: 'h' });
  });

  it('of a server-wide OPTIONS is the service', () => {
    expect(readTarget('*')).toMatchObject({ path: '/', query: '' });
  });

  it.each(['', 'a', 'ftp://h/', 'h:80'])('%j is none', (target) => {
    expect(readTarget(target)).toBeUndefined();
  });
});

describe('a host without its port', () => {
  it.each([
    ['h:80', 'h'],
    ['h', 'h'],
    ['127.0.0.1:9000', '127.0.0.1'],
    ['[::1]:9000', '[::1]'],
    ['[::1]', '[::1]'],
    ['::1', '::1'],
    ['', ''],
  ])('of %j is %j', (host, expected) => {
    expect(withoutPort(host)).toBe(expected);
  });
});
