/**
 * What current browsers play. Chrome and Firefox: each row that ffmpeg can make was played in Chromium 156 and Firefox
 * ESR 153 on Linux without a hardware decoder (services.md §6.3; `npm run test:media` plays them in Chromium again).
 * Safari: from Apple's and caniuse's pages, not tried.
 */

export type Browser = 'chrome' | 'firefox' | 'safari';

export const BROWSERS: Readonly<Record<Browser, string>> = {
  chrome: 'Chrome, Edge',
  firefox: 'Firefox',
  safari: 'Safari',
};

/**
 * `depends`: on the device or the system, as the note says. `breaks`: the browser refuses the whole file for it, where
 * `no` only leaves it out.
 */
export type Support = 'yes' | 'depends' | 'no' | 'breaks';

type PerBrowser<Value> = Readonly<Record<Browser, Value>>;

export interface Row {
  /** For people. */
  readonly label: string;
  readonly support: PerBrowser<Support>;
  /** Why, where it is not simply unknown to the browser. */
  readonly notes?: Partial<PerBrowser<string>>;
  /** Where a container changes the support of a codec. */
  readonly within?: Readonly<Record<string, Partial<PerBrowser<Support>>>>;
}

const NONE: PerBrowser<Support> = { chrome: 'no', firefox: 'no', safari: 'no' };
const ALL: PerBrowser<Support> = { chrome: 'yes', firefox: 'yes', safari: 'yes' };
const APPLE: PerBrowser<Support> = { chrome: 'no', firefox: 'no', safari: 'yes' };
const APPLE_PARTLY: PerBrowser<Support> = { chrome: 'no', firefox: 'no', safari: 'depends' };

const HLS_ONLY = 'plays only as the segment of an HLS playlist';

const CONTAINERS: Readonly<Record<string, Row>> = {
  mp4: { label: 'MP4', support: ALL },
  mov: { label: 'QuickTime', support: ALL },
  webm: { label: 'WebM', support: ALL },
  matroska: { label: 'Matroska', support: { chrome: 'yes', firefox: 'yes', safari: 'no' } },
  ogg: { label: 'Ogg', support: ALL },
  mp3: { label: 'MP3', support: ALL },
  wav: { label: 'WAV', support: ALL },
  flac: { label: 'FLAC', support: ALL },
  aac: { label: 'ADTS', support: ALL },
  aiff: { label: 'AIFF', support: APPLE },
  mpegts: {
    label: 'MPEG-TS',
    support: NONE,
    notes: { chrome: HLS_ONLY, firefox: `${HLS_ONLY} that a script reads`, safari: HLS_ONLY },
  },
  mpeg: { label: 'MPEG-PS', support: NONE },
  avi: { label: 'AVI', support: NONE },
  asf: { label: 'Windows Media', support: NONE },
  flv: { label: 'Flash Video', support: NONE },
};

const HARDWARE = 'needs a decoder of the system, mostly one in hardware';

const VIDEO: Readonly<Record<string, Row>> = {
  h264: { label: 'H.264', support: ALL },
  'h264+': {
    label: 'H.264 of more than 8 bits or other than 4:2:0',
    support: { chrome: 'yes', firefox: 'depends', safari: 'depends' },
    notes: {
      firefox: 'Linux decodes it in software; the decoders of Windows, macOS and Android do not take it',
      safari: 'Apple names 8 bits in 4:2:0 only',
    },
  },
  hevc: {
    label: 'H.265',
    support: { chrome: 'depends', firefox: 'depends', safari: 'yes' },
    notes: { chrome: HARDWARE, firefox: HARDWARE },
  },
  vp8: { label: 'VP8', support: ALL },
  vp9: { label: 'VP9', support: ALL },
  'vp9+': {
    label: 'VP9 of more than 8 bits or other than 4:2:0',
    support: { chrome: 'yes', firefox: 'yes', safari: 'depends' },
    notes: { safari: HARDWARE },
  },
  av1: {
    label: 'AV1',
    support: { chrome: 'yes', firefox: 'yes', safari: 'depends' },
    notes: { safari: 'needs a decoder in hardware (A17 Pro, M3 and later)' },
  },
  mpeg4: {
    label: 'MPEG-4 Part 2',
    support: APPLE_PARTLY,
    notes: { safari: 'Apple names the Simple Profile only' },
  },
  h263: { label: 'H.263', support: { chrome: 'no', firefox: 'breaks', safari: 'no' } },
  theora: {
    label: 'Theora',
    support: NONE,
    notes: { chrome: 'removed in version 120', firefox: 'removed in version 130' },
  },
  prores: { label: 'ProRes', support: APPLE_PARTLY, notes: { safari: 'plays on macOS only' } },
  mjpeg: {
    label: 'Motion JPEG',
    support: APPLE_PARTLY,
    notes: { safari: 'Apple names it for MOV and AVI of cameras' },
  },
  mpeg1video: { label: 'MPEG-1', support: NONE },
  mpeg2video: { label: 'MPEG-2', support: NONE },
  flv1: { label: 'Sorenson Spark', support: NONE },
  wmv1: { label: 'Windows Media Video 7', support: NONE },
  wmv2: { label: 'Windows Media Video 8', support: NONE },
  wmv3: { label: 'Windows Media Video 9', support: NONE },
};

const PCM: Row = {
  label: 'PCM',
  support: { chrome: 'yes', firefox: 'no', safari: 'yes' },
  notes: { firefox: 'plays it in WAV only' },
  within: { wav: { firefox: 'yes' } },
};

const AUDIO: Readonly<Record<string, Row>> = {
  aac: { label: 'AAC', support: ALL },
  mp3: {
    label: 'MP3',
    support: ALL,
    notes: { firefox: 'does not play it in Matroska' },
    within: { matroska: { firefox: 'no' } },
  },
  opus: { label: 'Opus', support: ALL },
  vorbis: {
    label: 'Vorbis',
    support: ALL,
    notes: { firefox: 'does not play it in MP4', safari: 'does not play it in MP4' },
    within: { mp4: { firefox: 'no', safari: 'no' } },
  },
  flac: {
    label: 'FLAC',
    support: ALL,
    notes: { firefox: 'does not play it in Matroska' },
    within: { matroska: { firefox: 'no' } },
  },
  alac: { label: 'ALAC', support: APPLE, within: { mov: { firefox: 'breaks' } } },
  ac3: { label: 'AC-3', support: APPLE },
  eac3: { label: 'E-AC-3', support: APPLE },
  mp2: {
    label: 'MPEG audio layer 2',
    support: { chrome: 'breaks', firefox: 'depends', safari: 'depends' },
    notes: {
      chrome: 'stops with an error after the first frames',
      firefox: 'plays it where the decoder of the system does',
      safari: 'plays it where the decoder of the system does',
    },
  },
  dts: { label: 'DTS', support: NONE },
  wmav1: { label: 'Windows Media Audio 1', support: NONE },
  wmav2: { label: 'Windows Media Audio 2', support: NONE },
};

export function containerRow(name: string): Row {
  return CONTAINERS[name] ?? { label: name, support: NONE };
}

export function videoRow(name: string): Row {
  return VIDEO[name] ?? { label: name, support: NONE };
}

export function audioRow(name: string): Row {
  return AUDIO[name] ?? (name.startsWith('pcm_') ? PCM : { label: name, support: NONE });
}
