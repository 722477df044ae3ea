import { describe, expect, it } from 'vitest';
import { isStsRequest } from '../../src/sts/index.ts';
import { form, request, v1, v3 } from './client.ts';

const LOCAL = { host: 'localhost:9000' };
const ASKS = 'Action=AssumeRole&Version=2015-04-01';

describe('a request is the token service’s', () => {
  it.each([
    'sts.aliyuncs.com',
    'STS.aliyuncs.com:443',
    'sts.cn-hangzhou.aliyuncs.com',
    'sts-vpc.cn-hangzhou.aliyuncs.com',
    'sts.localhost:9000',
  ])('by its Host %s, whatever it asks', (host) => {
    expect(isStsRequest(request({ host, path: '/anything' }))).toBe(true);
  });

  it.each([
    'sts.oss-cn-hangzhou.aliyuncs.com',
    'sts-logs.oss-cn-hangzhou.aliyuncs.com',
    'sts-logs.localhost',
    'mysts.localhost',
    'localhost',
  ])('but a bucket or the storage service is not, by its Host %s', (host) => {
    expect(isStsRequest(request({ host }))).toBe(false);
  });

  it('by the header x-acs-action', () => {
    expect(isStsRequest(v3())).toBe(true);
    expect(isStsRequest(request({ ...LOCAL, headers: { 'x-acs-action': 'AssumeRole' } }))).toBe(true);
  });

  it('by Action and Version in its query', () => {
    expect(isStsRequest({ ...v1(), ...LOCAL })).toBe(true);
    expect(isStsRequest(request({ ...LOCAL, query: ASKS }))).toBe(true);
  });

  it.each([
    [{ query: 'Action=AssumeRole' }],
    [{ query: 'Action=AssumeRole&Version=2015-05-01' }],
    [{ query: 'prefix=Action&marker=Version' }],
    [{ query: ASKS, path: '/bucket' }],
    [{ query: '' }],
  ])('and not by less: %j', (parts) => {
    expect(isStsRequest(request({ ...LOCAL, ...parts }))).toBe(false);
  });

  it('by Action and Version in its form, which has to be read first', () => {
    const asks = { ...form(ASKS), ...LOCAL };
    expect(isStsRequest(asks)).toBeUndefined();
    expect(isStsRequest(asks, asks.body)).toBe(true);
    const other = { ...form('a=b'), ...LOCAL };
    expect(isStsRequest(other, other.body)).toBe(false);
    expect(isStsRequest({ ...asks, path: '/bucket' })).toBe(false);
    expect(isStsRequest({ ...asks, method: 'PUT' })).toBe(false);
    expect(isStsRequest(request({ ...LOCAL, method: 'POST' }))).toBe(false);
  });
});
