import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, type JobServer, NOW, openJobs } from './setup.ts';

let oss: JobServer;
beforeAll(async () => {
  oss = await openJobs();
});
beforeEach(() => oss.anew());
afterAll(() => oss.server.close());

const expire = (days: number, inside = ''): string => `${inside}<Expiration><Days>${days}</Days></Expiration>`;
const move = (storageClass: string, days: number, inside = ''): string =>
  `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass>${inside}</Transition>`;
const put = (key: string, headers: Record<string, string> = {}, body = 'hello') =>
  oss.ok('PUT', key, { headers, body });
const run = () => oss.server.jobs.runLifecycle();
const head = async (key: string, name: string) => (await oss.ok('HEAD', key)).header(name);
const version = async (status: string) => {
  const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  await oss.ok('PUT', undefined, { query: 'versioning', body });
};

describe('expiration', () => {
  it('comes at the first midnight in UTC that is so many days after the midnight behind the last change', async () => {
    await put('a');
    await oss.rules(expire(1));
    await oss.advance(16 * HOUR + DAY - 1);
    expect(await oss.keys()).toEqual(['a']);
    await oss.advance(1);
    expect(await oss.keys()).toEqual([]);
  });

  it('is told to GET and HEAD, with the rule that comes first', async () => {
    await put('a');
    await oss.rules(`<ID>late</ID>${expire(9)}`, `<ID>early &amp; bird</ID>${expire(2)}`);
    const told = 'expiry-date="Sun, 03 Nov 2024 00:00:00 GMT", rule-id="early%20%26%20bird"';
    expect([await head('a', 'x-oss-expiration'), (await oss.ok('GET', 'a')).header('x-oss-expiration')]).toEqual([
      told,
      told,
    ]);
  });

  it('is not told of objects that no enabled rule is for', async () => {
    await put('a');
    await oss.rules(expire(1, '<Prefix>b</Prefix>'), expire(1, '<Status>Disabled</Status>'), move('IA', 1));
    expect(await head('a', 'x-oss-expiration')).toBeUndefined();
  });

  it('by a date takes at once what is older', async () => {
    const modified = { 'x-oss-user-last-modified': 'Thu, 10 Oct 2024 23:59:59 GMT' };
    await put('old', modified);
    await put('new', { 'x-oss-user-last-modified': 'Fri, 11 Oct 2024 00:00:00 GMT' });
    await oss.rules('<Expiration><CreatedBeforeDate>2024-10-11T00:00:00.000Z</CreatedBeforeDate></Expiration>');
    expect(await run()).toMatchObject({ expired: 1 });
    expect(await oss.keys()).toEqual(['new']);
  });

  it('does not touch what has another prefix, fewer tags, a size outside or what is excluded', async () => {
    const tags = (value: string) => ({ 'x-oss-tagging': value });
    await put('logs/plain');
    await put('logs/one', tags('team=a'));
    await put('logs/both', tags('keep=no&team=a'));
    await put('logs/more', tags('team=a&keep=no&x=y'));
    await put('logs/small', tags('team=a&keep=no'), 'x');
    await put('logs/hold/tagged', tags('team=a&keep=no&hold=1'));
    await put('logs/hold/untagged', tags('team=a&keep=no'));
    await put('other', tags('team=a&keep=no'));
    const tag = (key: string, value: string) => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
    await oss.rules(
      `<Prefix>logs/</Prefix>${tag('team', 'a')}${tag('keep', 'no')}<Filter><Not><Prefix>logs/hold/</Prefix>${tag('hold', '1')}</Not><ObjectSizeGreaterThan>4</ObjectSizeGreaterThan><ObjectSizeLessThan>6</ObjectSizeLessThan></Filter>${expire(1)}`,
    );
    await oss.advance(3 * DAY);
    expect(await oss.keys()).toEqual(['logs/hold/tagged', 'logs/one', 'logs/plain', 'logs/small', 'other']);
  });

  it('leaves what is protected', async () => {
    const worm =
      '<InitiateWormConfiguration><RetentionPeriodInDays>5</RetentionPeriodInDays></InitiateWormConfiguration>';
    const id = (await oss.ok('POST', undefined, { query: 'worm', body: worm })).header('x-oss-worm-id');
    await oss.ok('POST', undefined, { query: `wormId=${id}` });
    await put('a');
    await oss.rules(expire(1));
    await oss.advance(4 * DAY);
    expect(await oss.keys()).toEqual(['a']);
    await oss.advance(2 * DAY);
    expect(await oss.keys()).toEqual([]);
  });

  it('hides the object behind a delete marker where versioning is on', async () => {
    await version('Enabled');
    await put('a');
    await oss.rules(expire(1));
    await oss.advance(2 * DAY);
    expect(await oss.versions()).toEqual(['a marker', 'a version']);
    expect(await run()).toMatchObject({ expired: 0 });
  });
});

describe('transitions', () => {
  it('go to the coldest class that is due, and tell when', async () => {
    await put('a');
    await oss.rules(move('IA', 1), move('ColdArchive', 3));
    await oss.advance(2 * DAY);
    expect([await head('a', 'x-oss-storage-class'), await head('a', 'x-oss-transition-time')]).toEqual([
      'IA',
      undefined,
    ]);
    await oss.advance(2 * DAY);
    expect(await head('a', 'x-oss-storage-class')).toBe('ColdArchive');
    expect(await head('a', 'Last-Modified')).toBe('Thu, 31 Oct 2024 08:00:00 GMT');
  });

  it('to a cold class tell when: HEAD, HEAD ?objectMeta and lists do, of warmer classes they do not', async () => {
    await put('a');
    await oss.rules(move('Archive', 1), move('ColdArchive', 2));
    const tell = async () => [
      await head('a', 'x-oss-transition-time'),
      (await oss.ok('HEAD', 'a', { query: 'objectMeta' })).header('x-oss-transition-time'),
      /<TransitionTime>(.*)</.exec((await oss.ok('GET', undefined, { query: 'list-type=2' })).body)?.[1],
    ];
    await oss.advance(2 * DAY);
    expect(await tell()).toEqual([undefined, undefined, undefined]);
    await oss.advance(DAY);
    const at = 'Sun, 03 Nov 2024 00:00:00 GMT';
    expect(await tell()).toEqual([at, at, '2024-11-03T00:00:00.000Z']);
  });

  it('never make an object warmer', async () => {
    await put('a', { 'x-oss-storage-class': 'ColdArchive' });
    await oss.rules(move('IA', 1), move('Archive', 2));
    await oss.advance(5 * DAY);
    expect(await head('a', 'x-oss-storage-class')).toBe('ColdArchive');
  });

  it('leave symlinks, and appendable objects warmer than ColdArchive', async () => {
    await put('target');
    await oss.ok('PUT', 'link', { query: 'symlink', headers: { 'x-oss-symlink-target': 'target' } });
    await oss.ok('POST', 'log', { query: 'append&position=0', body: 'line' });
    await oss.rules(move('Archive', 1, ''), move('ColdArchive', 2));
    await oss.advance(4 * DAY);
    const { body: text } = await oss.ok('GET', undefined);
    const classes = [...text.matchAll(/<Key>(.*)<\/Key>[\s\S]*?<StorageClass>(.*)<\/StorageClass>/g)];
    expect(classes.map(([, key, storageClass]) => [key, storageClass])).toEqual([
      ['link', 'Standard'],
      ['log', 'Archive'],
      ['target', 'ColdArchive'],
    ]);
  });

  it('give way to an expiration that is due too', async () => {
    await put('a');
    await oss.rules(`${move('IA', 1)}${expire(2)}`);
    await oss.server.clock.set(NOW + 10 * DAY);
    expect(await oss.keys()).toEqual([]);
  });

  it('by the last access wait as long as an object is read, and let it return when it is', async () => {
    const monitor = '<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>';
    await oss.ok('PUT', undefined, { query: 'accessmonitor', body: monitor });
    await put('read');
    await put('left', {}, 'x'.repeat(64 * 1024));
    await put('small');
    const access = '<IsAccessTime>true</IsAccessTime><ReturnToStdWhenVisit>true</ReturnToStdWhenVisit>';
    await oss.rules(move('IA', 2, `${access}<AllowSmallFile>false</AllowSmallFile>`));
    await oss.advance(2 * DAY);
    await oss.ok('GET', 'read');
    await oss.ok('HEAD', 'left');
    await oss.advance(DAY);
    const classOf = (key: string) => head(key, 'x-oss-storage-class');
    expect([await classOf('read'), await classOf('left'), await classOf('small')]).toEqual([
      'Standard',
      'IA',
      'Standard',
    ]);
    await oss.ok('GET', 'left');
    await run();
    expect(await classOf('left')).toBe('Standard');
  });
});

describe('HEAD ?objectMeta', () => {
  const monitor = (status: string) =>
    oss.ok('PUT', undefined, {
      query: 'accessmonitor',
      body: `<AccessMonitorConfiguration><Status>${status}</Status></AccessMonitorConfiguration>`,
    });
  const accessed = async (key: string) =>
    (await oss.ok('HEAD', key, { query: 'objectMeta' })).header('x-oss-last-access-time');

  it('tells when an object was last read, in a bucket that tracks it', async () => {
    await put('old');
    expect(await accessed('old')).toBeUndefined();
    await oss.advance(DAY);
    await monitor('Enabled');
    await oss.advance(HOUR);
    await monitor('Enabled');
    await put('new');
    expect([await accessed('old'), await accessed('new')]).toEqual([
      'Fri, 01 Nov 2024 08:00:00 GMT',
      'Fri, 01 Nov 2024 09:00:00 GMT',
    ]);
    await oss.advance(HOUR);
    await oss.ok('GET', 'old');
    await run();
    expect(await accessed('old')).toBe('Fri, 01 Nov 2024 10:00:00 GMT');
    await monitor('Disabled');
    expect(await accessed('old')).toBeUndefined();
  });
});

describe('versions that are not current', () => {
  it('expire and get colder so many days after they were replaced', async () => {
    await version('Enabled');
    await put('a');
    await oss.advance(10 * DAY);
    await put('a');
    await oss.rules(
      '<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>IA</StorageClass></NoncurrentVersionTransition><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>',
    );
    expect(await run()).toMatchObject({ versionsRemoved: 0, transitioned: 0 });
    await oss.advance(2 * DAY);
    const { body: text } = await oss.ok('GET', undefined, { query: 'versions' });
    expect([...text.matchAll(/<StorageClass>(.*)<\/StorageClass>/g)].map(([, name]) => name)).toEqual([
      'Standard',
      'IA',
    ]);
    await oss.advance(2 * DAY);
    expect(await oss.versions()).toEqual(['a version']);
  });

  it('leave a delete marker that hides nothing any more, which goes by a rule of its own', async () => {
    await version('Enabled');
    await put('alone');
    await oss.ok('DELETE', 'alone');
    await put('kept');
    await oss.ok('DELETE', 'kept');
    const { body: text } = await oss.ok('GET', undefined, { query: 'versions&prefix=alone' });
    const id = /<Version>[\s\S]*?<VersionId>(.*)<\/VersionId>/.exec(text)?.[1];
    await oss.ok('DELETE', 'alone', { query: `versionId=${id}` });
    await oss.rules('<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>');
    expect(await run()).toMatchObject({ markersRemoved: 1 });
    expect(await oss.versions()).toEqual(['kept marker', 'kept version']);
  });

  it('stay when they are retained', async () => {
    await version('Enabled');
    const config =
      '<ObjectWormConfiguration><ObjectWormEnabled>Enabled</ObjectWormEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>9</Days></DefaultRetention></Rule></ObjectWormConfiguration>';
    await oss.ok('PUT', undefined, { query: 'objectWorm', body: config });
    await put('a');
    await put('a');
    await oss.rules('<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>');
    await oss.advance(5 * DAY);
    expect(await oss.versions()).toHaveLength(2);
    await oss.advance(5 * DAY);
    expect(await oss.versions()).toHaveLength(1);
  });
});

describe('uploads', () => {
  it('that nobody ended are aborted', async () => {
    await oss.ok('POST', 'a', { query: 'uploads' });
    await oss.ok('POST', 'other', { query: 'uploads' });
    await oss.rules('<Prefix>a</Prefix><AbortMultipartUpload><Days>3</Days></AbortMultipartUpload>');
    await oss.advance(4 * DAY);
    const { body: text } = await oss.ok('GET', undefined, { query: 'uploads' });
    expect([...text.matchAll(/<Key>(.*)<\/Key>/g)].map(([, key]) => key)).toEqual(['other']);
  });
});

describe('a run', () => {
  it('is asked for under /_ossmock/lifecycle, and tells what it did', async () => {
    await put('a', { 'x-oss-user-last-modified': 'Tue, 01 Oct 2024 00:00:00 GMT' });
    await oss.rules(expire(1));
    const { body } = await request(oss.server.url).post('/_ossmock/lifecycle').expect(200);
    expect(body).toEqual({ expired: 1, transitioned: 0, versionsRemoved: 0, markersRemoved: 0, uploadsAborted: 0 });
  });

  it('waits for its midnight only where a bucket has rules', async () => {
    expect(oss.server.clock.state().waiting).toEqual([]);
    await oss.rules(expire(1));
    expect(oss.server.clock.state().waiting).toEqual([16 * HOUR]);
    await oss.ok('DELETE', undefined, { query: 'lifecycle' });
    await oss.advance(DAY);
    expect(oss.server.clock.state().waiting).toEqual([]);
  });

  it('does nothing any more after a reset', async () => {
    await oss.rules(expire(1));
    await oss.server.reset();
    expect(oss.server.clock.state().waiting).toEqual([]);
    await put('a');
    await oss.advance(9 * DAY);
    expect(await oss.keys()).toEqual(['a']);
  });
});
