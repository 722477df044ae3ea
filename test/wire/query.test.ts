import { describe, expect, it } from 'vitest';
import { Query } from '../../src/wire/query.ts';

describe('a query', () => {
  it('tells an absent value from an empty one', () => {
    const [acl, prefix] = new Query('acl&prefix=').parameters;
    expect(acl).toMatchObject({ name: 'acl', value: undefined });
    expect(prefix).toMatchObject({ name: 'prefix', value: '' });
  });

  it('counts the first of a repeated name', () => {
    expect(new Query('a=1&a=2').get('a')).toBe('1');
  });

  it('decodes names and values to byte strings; a plus is a blank, as oss2 writes one', () => {
    const query = new Query('x%2Dy=a%2Bb+c%E4');
    expect(query.get('x-y')).toBe('a+b c\xe4');
    expect(query.literal('x-y')).toBe('a+b+c\xe4');
    expect(query.literal('none')).toBeUndefined();
  });

  it('splits at the first equals sign', () => {
    expect(new Query('a=b=c').get('a')).toBe('b=c');
  });

  it('says when a percent sign is stray, and keeps the part as sent', () => {
    const query = new Query('a=%zz');
    expect(query.wellFormed).toBe(false);
    expect(query.get('a')).toBe('%zz');
  });

  it('passes over empty parts', () => {
    expect(new Query('&&a&').parameters).toHaveLength(1);
  });
});
