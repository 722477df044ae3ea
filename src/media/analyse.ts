import type { AudioTrack, GeneralTrack, TextTrack, Track, VideoTrack } from 'mediainfo.js';
import type { AudioStream, Media, NotMedia, Source, Stream, VideoStream } from './media.ts';
import { audioCodec, containerName, videoCodec } from './names.ts';

type StreamTrack = VideoTrack | AudioTrack | TextTrack;

/**
 * What the file holds; reads only the parts that tell.
 * @throws Error when the optional package is not installed, or the source cannot be read.
 */
export async function analyse(source: Source): Promise<Media | NotMedia> {
  const { size } = source;
  if (size === 0) return { size, why: 'not a media file: it is empty' };
  const { default: mediaInfoFactory } = await load();
  const analyser = await mediaInfoFactory();
  try {
    const { media } = await analyser.analyzeData(size, (length, offset) => source.read(length, offset));
    return describe(size, media?.track ?? []);
  } finally {
    analyser.close();
  }
}

async function load(): Promise<typeof import('mediainfo.js')> {
  try {
    return await import('mediainfo.js');
  } catch (cause) {
    throw new Error('the optional package mediainfo.js is missing: npm install mediainfo.js', { cause });
  }
}

function describe(size: number, tracks: readonly Track[]): Media | NotMedia {
  const general = tracks.find((track) => track['@type'] === 'General');
  const streams = inOrder(tracks.filter(isStream));
  if (general === undefined || !streams.some((track) => track['@type'] !== 'Text')) {
    return { size, why: whyNot(general) };
  }
  return {
    container: containerName(general, streams.find(isSound)),
    size,
    duration: seconds(general.Duration ?? longest(streams)),
    streams: streams.map(streamOf),
    truncated: isTruncated(general),
  };
}

function isStream(track: Track): track is StreamTrack {
  return track['@type'] === 'Video' || track['@type'] === 'Audio' || track['@type'] === 'Text';
}

function isSound(track: StreamTrack): track is AudioTrack {
  return track['@type'] === 'Audio';
}

/** The analyser lists video first; containers that number their streams (`1`, in MPEG-TS `0-1`) have an order of their own. */
function inOrder(tracks: readonly StreamTrack[]): readonly StreamTrack[] {
  const place = ({ StreamOrder = '' }: StreamTrack) => Number(StreamOrder.split('-').at(-1));
  if (tracks.some(({ StreamOrder }) => StreamOrder === undefined)) return tracks;
  return tracks.toSorted((a, b) => place(a) - place(b));
}

function streamOf(track: StreamTrack): Stream {
  switch (track['@type']) {
    case 'Video':
      return videoStream(track);
    case 'Audio':
      return audioStream(track);
    default:
      return { kind: 'text', codec: track.Format?.toLowerCase() ?? 'unknown' };
  }
}

function videoStream(track: VideoTrack): VideoStream {
  return {
    kind: 'video',
    codec: videoCodec(track),
    profile: track.Format_Profile,
    bitDepth: track.BitDepth,
    chroma: track.ChromaSubsampling,
    width: track.Width,
    height: track.Height,
    frameRate: track.FrameRate,
    frames: track.FrameCount,
    duration: seconds(track.Duration),
  };
}

/** `Source_` values are those before the edit list cuts the encoder's padding; ffprobe counts these. */
function audioStream(track: AudioTrack): AudioStream {
  return {
    kind: 'audio',
    codec: audioCodec(track),
    sampleRate: track.SamplingRate,
    channels: track.Channels,
    frames: track.Source_FrameCount ?? track.FrameCount,
    duration: seconds(track.Duration),
  };
}

/** To milliseconds; some containers count finer. */
function seconds(duration: number | undefined): number | undefined {
  return duration === undefined ? undefined : Math.round(duration * 1000) / 1000;
}

function longest(tracks: readonly StreamTrack[]): number | undefined {
  const durations = tracks.map(({ Duration }) => Duration).filter((duration) => duration !== undefined);
  return durations.length === 0 ? undefined : Math.max(...durations);
}

function isTruncated({ extra }: GeneralTrack): boolean {
  return extra?.IsTruncated === 'Yes';
}

function whyNot(general: GeneralTrack | undefined): string {
  const { Format, ImageCount = 0 } = general ?? {};
  if (general === undefined || Format === undefined) {
    return 'not a media file: no container and no stream of a known format is in it';
  }
  if (ImageCount > 0) return `a picture (${Format}), neither video nor sound`;
  if (Format === 'HLS') return 'an HLS playlist, which only names files; give one of its segments';
  if (Format === 'MPEG-4' && isTruncated(general)) {
    return 'an MP4 that nothing can open: it was cut, and its index (moov), which stands at the end, is missing';
  }
  return `not a media file: it is ${Format} without picture and sound`;
}
