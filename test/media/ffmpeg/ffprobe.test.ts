import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportMedia } from '../../../src/commands/media.ts';
import type { Media, Stream } from '../../../src/media/media.ts';
import { CUT, makeSamples, probe, type Samples, WHOLE } from './samples.ts';

let samples: Samples;
beforeAll(async () => {
  samples = await makeSamples();
});
afterAll(() => samples?.remove());

interface Report extends Media {
  readonly playable: boolean;
  readonly why?: string;
}

async function report(name: string): Promise<Report> {
  const { text, playable } = await reportMedia([samples.path(name), '--json']);
  const read: Report = JSON.parse(text);
  expect(read.playable).toBe(playable);
  return read;
}

/** ffprobe has one name for several containers. */
const FAMILIES: Readonly<Record<string, string>> = {
  mp4: 'mov,mp4,m4a,3gp,3g2,mj2',
  mov: 'mov,mp4,m4a,3gp,3g2,mj2',
  webm: 'matroska,webm',
  matroska: 'matroska,webm',
};

/** Where the two may differ, and why. */
const DIFFERENCES: Readonly<Record<string, readonly ('codecs' | 'order' | 'frameRate' | 'channels' | 'duration')[]>> = {
  // The tag in MP4 is that of MP3 too; the frames say layer 2.
  'h264-mp2.mp4': ['codecs'],
  // ffprobe counts time stamps, the analyser does not.
  'h264-aac.ts': ['frameRate'],
  // The flag of FLV says stereo for AAC always.
  'h264-aac.flv': ['channels'],
  // The streams of FLV have no order but that of their first packets.
  'flv1-mp3.flv': ['order'],
  // ffprobe estimates from the bit rate.
  'aac.aac': ['duration'],
};

test.each(WHOLE)('%s is what ffprobe says', async (name) => {
  const differs = DIFFERENCES[name] ?? [];
  const [found, { format, streams }] = await Promise.all([report(name), probe(samples.path(name))]);
  expect(FAMILIES[found.container] ?? found.container).toBe(format.format_name);
  expect(found.truncated).toBe(false);
  const codecs = found.streams.map(({ kind, codec }) => `${kind} ${codec}`);
  const theirs = streams.map(({ codec_type, codec_name }) => `${codec_type} ${codec_name}`);
  if (differs.includes('order')) expect(codecs.toSorted()).toEqual(theirs.toSorted());
  else if (!differs.includes('codecs')) expect(codecs).toEqual(theirs);
  const theirsOf = (kind: string) => streams.filter(({ codec_type }) => codec_type === kind);
  for (const [index, { width, height, frameRate, frames }] of streamsOf(found, 'video').entries()) {
    const other = theirsOf('video')[index];
    expect([width, height]).toEqual([other?.width, other?.height]);
    if (!differs.includes('frameRate')) expect(frameRate).toBeCloseTo(quotient(other?.avg_frame_rate), 1);
    if (frames !== undefined) expect(Math.abs(frames - Number(other?.nb_read_packets))).toBeLessThanOrEqual(1);
  }
  for (const [index, { sampleRate, channels }] of streamsOf(found, 'audio').entries()) {
    const other = theirsOf('audio')[index];
    if (sampleRate !== undefined) expect(`${sampleRate}`).toBe(other?.sample_rate);
    if (channels !== undefined && !differs.includes('channels')) expect(channels).toBe(other?.channels);
  }
  if (!differs.includes('duration')) {
    expect(Math.abs((found.duration ?? 0) - Number(format.duration))).toBeLessThan(0.12);
  }
});

test.each(Object.keys(CUT))('%s, cut in the middle, is not playable', async (name) => {
  const { playable, truncated, why } = await report(name);
  expect(playable).toBe(false);
  expect(truncated || why !== undefined).toBe(true);
});

test('an MP4 whose index is cut off cannot be opened, as ffprobe says too', async () => {
  const found = await report('cut-index-last.mp4');
  expect(found.why).toContain('moov');
  await expect(probe(samples.path('cut-index-last.mp4'))).rejects.toThrow('moov atom not found');
});

test.each([
  ['text.txt', 'not a media file: no container and no stream of a known format is in it'],
  ['text.mp4', 'not a media file: no container and no stream of a known format is in it'],
  ['page.html', 'not a media file: no container and no stream of a known format is in it'],
  ['empty.mp4', 'not a media file: it is empty'],
  ['list.m3u8', 'an HLS playlist, which only names files; give one of its segments'],
  ['pixel.gif', 'a picture (GIF), neither video nor sound'],
])('%s is %s', async (name, what) => {
  const path = samples.path(name);
  expect(await reportMedia([path])).toEqual({ playable: false, text: `${path} is ${what}\n` });
});

function streamsOf<Kind extends Stream['kind']>({ streams }: Report, kind: Kind): Extract<Stream, { kind: Kind }>[] {
  return streams.filter((stream): stream is Extract<Stream, { kind: Kind }> => stream.kind === kind);
}

function quotient(rate = ''): number {
  const [over = 0, under = 1] = rate.split('/').map(Number);
  return over / under;
}
