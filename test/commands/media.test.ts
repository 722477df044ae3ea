import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signV1Url } from '../../src/auth/index.ts';
import { reportMedia } from '../../src/commands/media.ts';
import { ConfigError } from '../../src/config/config.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { KEYS, signed } from '../support/signed.ts';

const folder = mkdtempSync(join(tmpdir(), 'ossmock-media-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));

const BUCKET = 'examplebucket';
const KEY = 'clips/h264-aac.mp4';
/** A box without content: the object is longer than what is read at once. */
const PADDING = Buffer.alloc(300 * 1024);
PADDING.writeUInt32BE(PADDING.length);
PADDING.write('free', 4);

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1' });
  const body = Buffer.concat([await readFile(fixture('h264-aac.mp4')), PADDING]);
  await signed(server.port, { method: 'PUT', bucket: BUCKET, key: KEY, body, at: Date.now() });
});
afterAll(() => server.close());

function signedUrl(seconds: number): string {
  const request = { method: 'GET', bucket: BUCKET, key: KEY, query: '', headers: [] };
  return `${server.url}/${BUCKET}/${KEY}?${signV1Url(request, KEYS, Math.floor(Date.now() / 1000) + seconds)}`;
}

describe('ossmock media', () => {
  it('says what is in a file and who plays it', async () => {
    const path = fixture('h264-aac.mp4');
    expect(await reportMedia([path])).toEqual({
      playable: true,
      text: [
        `${path}: MP4, 11575 bytes, 4 s`,
        '  1  video  h264 (H.264), profile High, 64x48, 8 bit 4:2:0, 10 frames/s, 40 frames, 4 s',
        '  2  audio  aac (AAC), 22050 Hz, 1 channel, 88 frames, 4 s',
        '',
        '  Chrome, Edge  plays picture and sound',
        '  Firefox       plays picture and sound',
        '  Safari        plays picture and sound',
        '',
      ].join('\n'),
    });
  });

  it('says why a picture is not shown', async () => {
    const { text, playable } = await reportMedia([fixture('mpeg4-mp3.mp4')]);
    expect(playable).toBe(false);
    expect(text).toContain(
      '  Chrome, Edge  plays the sound, shows no picture\n                MPEG-4 Part 2: not supported\n',
    );
  });

  it('says that a file is cut', async () => {
    const path = join(folder, 'cut.webm');
    await writeFile(path, (await readFile(fixture('vp9-opus.webm'))).subarray(0, 5000));
    const { text, playable } = await reportMedia([path]);
    expect(playable).toBe(false);
    expect(text).toContain('The file is cut');
  });

  it('says of another file what it is', async () => {
    const path = fileURLToPath(import.meta.url);
    expect(await reportMedia([path])).toEqual({
      playable: false,
      text: `${path} is not a media file: no container and no stream of a known format is in it\n`,
    });
    const { text } = await reportMedia([path, '--json']);
    expect(JSON.parse(text)).toMatchObject({ playable: false, why: expect.stringContaining('no container') });
  });

  it('prints JSON', async () => {
    const { text } = await reportMedia(['--json', fixture('vp9-opus.webm')]);
    expect(JSON.parse(text)).toMatchObject({
      container: 'webm',
      streams: [
        { kind: 'video', codec: 'vp9', width: 64, height: 48 },
        { kind: 'audio', codec: 'opus' },
      ],
      playable: true,
      browsers: [{ browser: 'chrome', outcome: 'plays', reasons: [] }, {}, {}],
    });
  });

  it('asks only the browsers that are named', async () => {
    const path = fixture('mpeg4-mp3.mp4');
    expect((await reportMedia([path, '--browser', 'safari'])).text).toContain('Safari        depends on the device');
    const webm = fixture('vp9-opus.webm');
    expect((await reportMedia([webm, '--browser', 'chrome', '--browser', 'safari'])).playable).toBe(true);
  });

  it('reads an object by its signed URL, in ranges, and does not print the signature', async () => {
    const { text, playable } = await reportMedia([signedUrl(60)]);
    expect([playable, text.split('\n')[0]]).toEqual([true, `${server.url}/${BUCKET}/${KEY}: MP4, 318775 bytes, 4 s`]);
    expect(server.requests(1)).toMatchObject([{ method: 'GET', status: 206 }]);
  });

  it('says with which error the server refuses', async () => {
    await expect(reportMedia([signedUrl(-60)])).rejects.toThrow(': 403 AccessDenied Request has expired.');
    await expect(reportMedia([`${server.url}/${BUCKET}/none.mp4`])).rejects.toThrow(': 403 AccessDenied');
  });

  it.each([
    [[], 'expected one FILE or URL'],
    [['a', 'b'], 'expected one FILE or URL'],
    [['a', '--browser', 'opera'], '--browser opera: expected one of chrome, firefox, safari'],
    [['a', '--loud'], "Unknown option '--loud'"],
  ])('refuses the arguments %j', async (args, message) => {
    const error = await reportMedia(args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(message);
  });

  it('prints its help', async () => {
    expect((await reportMedia(['--help'])).text).toContain('Usage: ossmock media FILE|URL');
  });
});
