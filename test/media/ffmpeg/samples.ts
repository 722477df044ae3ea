import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PICTURE = '-f lavfi -i testsrc2=size=176x144:rate=25:duration=2';
const SOUND = '-f lavfi -i sine=frequency=440:sample_rate=44100:duration=2';
const BOTH = `${PICTURE} ${SOUND}`;
const H264 = '-c:v libx264 -pix_fmt yuv420p';
const HEVC = '-c:v libx265 -x265-params log-level=none';

/** Whole files by name, with what ffmpeg is told to make them. */
const RECIPES: Readonly<Record<string, string>> = {
  'h264-aac.mp4': `${BOTH} ${H264} -c:a aac`,
  'h264-aac-index-first.mp4': `${BOTH} ${H264} -c:a aac -movflags +faststart`,
  'h264-aac-fragmented.mp4': `${BOTH} ${H264} -c:a aac -movflags +frag_keyframe+empty_moov`,
  'h264-silent.mp4': `${PICTURE} ${H264}`,
  'h264-two-sounds.mp4': `${BOTH} ${SOUND} -map 0 -map 1 -map 2 ${H264} -c:a aac`,
  'h264-ntsc.mp4': `-f lavfi -i testsrc2=size=320x180:rate=30000/1001:duration=2 ${SOUND} ${H264} -c:a aac -ac 2`,
  'h264-high10.mp4': `${BOTH} -c:v libx264 -pix_fmt yuv420p10le -c:a aac`,
  'h264-high422.mp4': `${BOTH} -c:v libx264 -pix_fmt yuv422p -c:a aac`,
  'h264-high444.mp4': `${BOTH} -c:v libx264 -pix_fmt yuv444p -c:a aac`,
  'h264-mp3.mp4': `${BOTH} ${H264} -c:a libmp3lame`,
  'h264-opus.mp4': `${BOTH} ${H264} -c:a libopus`,
  'h264-vorbis.mp4': `${BOTH} ${H264} -c:a libvorbis`,
  'h264-flac.mp4': `${BOTH} ${H264} -c:a flac -strict -2`,
  'h264-alac.mp4': `${BOTH} ${H264} -c:a alac`,
  'h264-ac3.mp4': `${BOTH} ${H264} -c:a ac3`,
  'h264-eac3.mp4': `${BOTH} ${H264} -c:a eac3`,
  'h264-mp2.mp4': `${BOTH} ${H264} -c:a mp2`,
  'hevc-hvc1.mp4': `${BOTH} ${HEVC} -pix_fmt yuv420p -tag:v hvc1 -c:a aac`,
  'hevc-hev1.mp4': `${BOTH} ${HEVC} -pix_fmt yuv420p -tag:v hev1 -c:a aac`,
  'hevc-main10.mp4': `${BOTH} ${HEVC} -pix_fmt yuv420p10le -tag:v hvc1 -c:a aac`,
  'vp9-opus.mp4': `${BOTH} -c:v libvpx-vp9 -c:a libopus`,
  'av1-opus.mp4': `${BOTH} -c:v libsvtav1 -c:a libopus`,
  'mpeg4-mp3.mp4': `${BOTH} -c:v mpeg4 -c:a libmp3lame`,
  'mpeg4-silent.mp4': `${PICTURE} -c:v mpeg4`,
  'mpeg2-aac.mp4': `${BOTH} -c:v mpeg2video -c:a aac`,
  'h263-aac.3gp': `${BOTH} -c:v h263 -c:a aac`,
  'h263-aac.mov': `${BOTH} -c:v h263 -c:a aac`,
  'h264-aac.mov': `${BOTH} ${H264} -c:a aac`,
  'h264-pcm.mov': `${BOTH} ${H264} -c:a pcm_s16le`,
  'h264-alac.mov': `${BOTH} ${H264} -c:a alac`,
  'mpeg4-aac.mov': `${BOTH} -c:v mpeg4 -c:a aac`,
  'prores-pcm.mov': `${BOTH} -c:v prores -c:a pcm_s16le`,
  'mjpeg-pcm.mov': `${BOTH} -c:v mjpeg -c:a pcm_s16le`,
  'vp8-vorbis.webm': `${BOTH} -c:v libvpx -c:a libvorbis`,
  'vp9-opus.webm': `${BOTH} -c:v libvpx-vp9 -c:a libopus`,
  'vp9-10bit.webm': `${BOTH} -c:v libvpx-vp9 -pix_fmt yuv420p10le -c:a libopus`,
  'vp9-444.webm': `${BOTH} -c:v libvpx-vp9 -pix_fmt yuv444p -c:a libopus`,
  'av1-opus.webm': `${BOTH} -c:v libsvtav1 -c:a libopus`,
  'opus.webm': `${SOUND} -c:a libopus`,
  'h264-aac.mkv': `${BOTH} ${H264} -c:a aac`,
  'h264-mp3.mkv': `${BOTH} ${H264} -c:a libmp3lame`,
  'h264-dts.mkv': `${BOTH} ${H264} -c:a dca -strict -2`,
  'h264-pcm.mkv': `${BOTH} ${H264} -c:a pcm_s16le`,
  'h264-ac3.mkv': `${BOTH} ${H264} -c:a ac3`,
  'hevc-aac.mkv': `${BOTH} ${HEVC} -pix_fmt yuv420p -c:a aac`,
  'vp9-opus.mkv': `${BOTH} -c:v libvpx-vp9 -c:a libopus`,
  'mpeg4-aac.mkv': `${BOTH} -c:v mpeg4 -c:a aac`,
  'ffv1-flac.mkv': `${BOTH} -c:v ffv1 -c:a flac`,
  'theora-vorbis.ogv': `${BOTH} -c:v libtheora -c:a libvorbis`,
  'h264-aac.ts': `${BOTH} ${H264} -c:a aac`,
  'h264-aac.flv': `${BOTH} ${H264} -c:a aac`,
  'flv1-mp3.flv': `${BOTH} -c:v flv1 -c:a libmp3lame`,
  'wmv2-wmav2.wmv': `${BOTH} -c:v wmv2 -c:a wmav2`,
  'mpeg2-mp2.mpg': `${BOTH} -c:v mpeg2video -c:a mp2`,
  'xvid-mp3.avi': `${BOTH} -c:v mpeg4 -tag:v xvid -c:a libmp3lame`,
  'msmpeg4-mp3.avi': `${BOTH} -c:v msmpeg4v3 -c:a libmp3lame`,
  'aac.m4a': `${SOUND} -c:a aac`,
  'alac.m4a': `${SOUND} -c:a alac`,
  'mp3.mp3': `${SOUND} -c:a libmp3lame`,
  'vorbis.ogg': `${SOUND} -c:a libvorbis`,
  'opus.opus': `${SOUND} -c:a libopus`,
  'flac.flac': `${SOUND} -c:a flac`,
  'flac.ogg': `${SOUND} -c:a flac`,
  'pcm.wav': `${SOUND} -c:a pcm_s16le`,
  'pcm24.wav': `${SOUND} -c:a pcm_s24le`,
  'alaw.wav': `${SOUND} -c:a pcm_alaw`,
  'aac.aac': `${SOUND} -c:a aac`,
  'ac3.ac3': `${SOUND} -c:a ac3`,
  'pcm.aiff': `${SOUND} -c:a pcm_s16be`,
  'wmav2.wma': `${SOUND} -c:a wmav2`,
};

/** Files cut in the middle, by the whole file they come from. */
export const CUT: Readonly<Record<string, string>> = {
  'cut-index-first.mp4': 'h264-aac-index-first.mp4',
  'cut-index-last.mp4': 'h264-aac.mp4',
  'cut.webm': 'vp9-opus.webm',
  'cut.wav': 'pcm.wav',
};

/** Files that are no media, by what is in them. */
const OTHER: Readonly<Record<string, string | Buffer>> = {
  'text.txt': 'A text is no media file.\n',
  'text.mp4': 'A text does not become one by its name.\n'.repeat(200),
  'page.html': '<!doctype html><title>page</title><video src="a.mp4"></video>',
  'empty.mp4': '',
  'list.m3u8': '#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:2,\nh264-aac.ts\n#EXT-X-ENDLIST\n',
  'pixel.gif': Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
};

export const WHOLE: readonly string[] = Object.keys(RECIPES);
export const NO_MEDIA: readonly string[] = Object.keys(OTHER);

/** A folder with all of them. */
export interface Samples {
  path(name: string): string;
  remove(): Promise<void>;
}

/** @throws Error when ffmpeg is missing or lacks an encoder. */
export async function makeSamples(): Promise<Samples> {
  const folder = await mkdtemp(join(tmpdir(), 'ossmock-media-'));
  const path = (name: string) => join(folder, name);
  for (const [name, recipe] of Object.entries(RECIPES)) {
    await run('ffmpeg', ['-v', 'error', '-y', ...recipe.split(' '), path(name)]);
  }
  for (const [name, from] of Object.entries(CUT)) {
    const whole = await readFile(path(from));
    await writeFile(path(name), whole.subarray(0, whole.length / 2));
  }
  for (const [name, content] of Object.entries(OTHER)) await writeFile(path(name), content);
  return { path, remove: () => rm(folder, { recursive: true }) };
}

interface Probe {
  readonly format: { readonly format_name: string; readonly duration?: string };
  readonly streams: readonly {
    readonly codec_type: string;
    readonly codec_name: string;
    readonly width?: number;
    readonly height?: number;
    readonly avg_frame_rate: string;
    readonly nb_read_packets?: string;
    readonly duration?: string;
    readonly sample_rate?: string;
    readonly channels?: number;
  }[];
}

/** What ffprobe says of a file, packets counted. @throws Error when it calls it no media. */
export async function probe(file: string): Promise<Probe> {
  const options = '-v error -of json -count_packets -show_format -show_streams'.split(' ');
  const { stdout } = await run('ffprobe', [...options, file]);
  return JSON.parse(stdout);
}
