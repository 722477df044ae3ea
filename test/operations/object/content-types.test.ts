import { describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../../src/operations/object/content-types.ts';

/** What players need (services.md §6.4); other types are in metadata.test.ts. */
describe('the type of', () => {
  it.each([
    ['mp4', 'video/mp4'],
    ['webm', 'video/webm'],
    ['mov', 'video/quicktime'],
    ['mkv', 'video/x-matroska'],
    ['ogv', 'video/ogg'],
    ['flv', 'video/x-flv'],
    ['ts', 'video/mp2t'],
    ['m3u8', 'application/x-mpegURL'],
    ['m4s', 'video/iso.segment'],
    ['mpd', 'application/dash+xml'],
    ['3gp', 'video/3gpp'],
    ['avi', 'video/x-msvideo'],
    ['wmv', 'video/x-ms-wmv'],
    ['asf', 'video/x-ms-asf'],
    ['mp3', 'audio/mpeg'],
    ['m4a', 'audio/mp4'],
    ['flac', 'audio/flac'],
    ['opus', 'audio/ogg'],
    ['wav', 'audio/x-wav'],
    ['vtt', 'text/vtt'],
  ])('.%s is %s, in whatever case it is written', (extension, type) => {
    expect(contentTypeOf(`clips/a.b.${extension}`)).toBe(type);
    expect(contentTypeOf(`A.${extension.toUpperCase()}`)).toBe(type);
  });

  it('a folder with a dot is not that of its name', () => {
    expect(contentTypeOf('a.mp4/b')).toBe('application/octet-stream');
  });
});
