import { describe, expect, it } from 'vitest';
import { isPlayable, judge, type Verdict } from '../../src/media/judge.ts';
import type { AudioStream, Media, Stream, VideoStream } from '../../src/media/media.ts';

const video = (codec: string, more: Partial<VideoStream> = {}): VideoStream => ({ kind: 'video', codec, ...more });
const audio = (codec: string): AudioStream => ({ kind: 'audio', codec });
const file = (container: string, ...streams: Stream[]): Media => ({ container, size: 1, streams, truncated: false });

const outcomes = (media: Media) => Object.fromEntries(judge(media).map(({ browser, outcome }) => [browser, outcome]));
const verdict = (media: Media, browser: string) => judge(media).find((one) => one.browser === browser) as Verdict;

const EVERYWHERE = { chrome: 'plays', firefox: 'plays', safari: 'plays' };
const NOWHERE = { chrome: 'does not play', firefox: 'does not play', safari: 'does not play' };

describe('a file', () => {
  it.each([
    ['H.264 with AAC in MP4', file('mp4', video('h264'), audio('aac')), EVERYWHERE],
    ['VP9 with Opus in WebM', file('webm', video('vp9'), audio('opus')), EVERYWHERE],
    ['sound alone', file('mp3', audio('mp3')), EVERYWHERE],
    ['picture alone', file('mp4', video('h264')), EVERYWHERE],
    ['a container no browser opens', file('avi', video('h264'), audio('mp3')), NOWHERE],
    ['an unknown container', file('mxf', video('h264')), NOWHERE],
    ['unknown codecs', file('mp4', video('cinepak'), audio('qdm2')), NOWHERE],
  ])('of %s plays where all of it does', (_, media, expected) => {
    expect(outcomes(media)).toEqual(expected);
  });

  it('of a good container and good sound with another picture is heard and not seen', () => {
    const { outcome, reasons } = verdict(file('mp4', video('mpeg4'), audio('mp3')), 'chrome');
    expect([outcome, reasons]).toEqual(['sound only', ['MPEG-4 Part 2: not supported']]);
  });

  it('of a good picture with other sound is seen and not heard', () => {
    expect(outcomes(file('mp4', video('h264'), audio('ac3')))).toEqual({
      chrome: 'picture only',
      firefox: 'picture only',
      safari: 'plays',
    });
  });

  it('whose only stream is not supported does not play', () => {
    expect(verdict(file('mp4', video('mpeg4')), 'firefox').outcome).toBe('does not play');
    expect(verdict(file('mp4', audio('alac')), 'chrome').outcome).toBe('does not play');
  });

  it('depends on the device where its decoder does', () => {
    const { outcome, reasons } = verdict(file('mp4', video('hevc'), audio('aac')), 'chrome');
    expect([outcome, reasons]).toEqual(['depends', ['H.265: needs a decoder of the system, mostly one in hardware']]);
  });

  it('may be refused whole for one stream', () => {
    const { outcome, reasons } = verdict(file('mov', video('h263'), audio('aac')), 'firefox');
    expect([outcome, reasons]).toEqual(['does not play', ['H.263: not supported, and refuses the whole file for it']]);
  });

  it('with two sounds is as good as the better one', () => {
    expect(verdict(file('mp4', video('h264'), audio('ac3'), audio('aac')), 'chrome').outcome).toBe('plays');
  });

  it('is not judged by its subtitles', () => {
    expect(outcomes(file('mp4', video('h264'), audio('aac'), { kind: 'text', codec: 'tx3g' }))).toEqual(EVERYWHERE);
  });

  it.each([
    ['10 bits', { bitDepth: 10, chroma: '4:2:0' }],
    ['4:2:2', { bitDepth: 8, chroma: '4:2:2' }],
    ['4:4:4', { bitDepth: 8, chroma: '4:4:4' }],
  ])('of H.264 with %s plays in Chrome for sure only', (_, more) => {
    expect(outcomes(file('mp4', video('h264', more)))).toEqual({
      chrome: 'plays',
      firefox: 'depends',
      safari: 'depends',
    });
  });

  it.each([
    ['mp3', 'mp4', 'plays'],
    ['mp3', 'matroska', 'picture only'],
    ['vorbis', 'webm', 'plays'],
    ['vorbis', 'mp4', 'picture only'],
    ['flac', 'matroska', 'picture only'],
    ['pcm_s16le', 'mov', 'picture only'],
    ['alac', 'mp4', 'picture only'],
    ['alac', 'mov', 'does not play'],
  ] as const)('with %s in %s: Firefox %s', (codec, container, outcome) => {
    expect(verdict(file(container, video('h264'), audio(codec)), 'firefox').outcome).toBe(outcome);
  });
});

describe('playable is a file', () => {
  const hevc = file('mp4', video('hevc'), audio('aac'));

  it('that plays in every browser asked for', () => {
    expect(isPlayable(hevc, judge(hevc), ['safari'])).toBe(true);
    expect(isPlayable(hevc, judge(hevc), ['safari', 'chrome'])).toBe(false);
  });

  it('that is whole', () => {
    const cut = { ...file('mp4', video('h264')), truncated: true };
    expect(isPlayable(cut, judge(cut), ['chrome'])).toBe(false);
  });
});
