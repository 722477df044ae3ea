import type { AudioTrack, GeneralTrack, VideoTrack } from 'mediainfo.js';

/** The analyser's names (MediaInfo's) as ffprobe says them. What stands in no table keeps its name, in lower case. */

const CONTAINERS: Readonly<Record<string, string>> = {
  'MPEG-4': 'mp4',
  'Windows Media': 'asf',
  'Flash Video': 'flv',
  'MPEG-TS': 'mpegts',
  BDAV: 'mpegts',
  'MPEG-PS': 'mpeg',
  Wave: 'wav',
  ADTS: 'aac',
  'AC-3': 'ac3',
  'E-AC-3': 'eac3',
  WavPack: 'wv',
};

const VIDEO: Readonly<Record<string, string>> = {
  AVC: 'h264',
  HEVC: 'hevc',
  VVC: 'vvc',
  'MPEG-4 Visual': 'mpeg4',
  'H.263': 'h263',
  'Sorenson Spark': 'flv1',
  'VC-1': 'vc1',
  JPEG: 'mjpeg',
};

/** FourCCs of AVI and MOV whose stream the analyser did not look into, or calls by the name of a relative. */
const VIDEO_TAGS: Readonly<Record<string, string>> = {
  XVID: 'mpeg4',
  DIVX: 'mpeg4',
  DX50: 'mpeg4',
  MP42: 'msmpeg4v2',
  MP43: 'msmpeg4v3',
  DIV3: 'msmpeg4v3',
  WMV1: 'wmv1',
  WMV2: 'wmv2',
  WMV3: 'wmv3',
};

const AUDIO: Readonly<Record<string, string>> = {
  'AC-3': 'ac3',
  'E-AC-3': 'eac3',
  DTS: 'dts',
  // The only stream of Ogg in an MP4.
  Ogg: 'vorbis',
};

/** Layers of MPEG audio by profile, or by the tag of AVI (wave format 0x50 and 0x55). */
const LAYERS: Readonly<Record<string, string>> = {
  'Layer 1': 'mp1',
  'Layer 2': 'mp2',
  'Layer 3': 'mp3',
  '50': 'mp2',
  '55': 'mp3',
};

const COMPANDED: Readonly<Record<string, string>> = { 'A-Law': 'pcm_alaw', 'U-Law': 'pcm_mulaw' };

/** @param sound the first sound stream, whose layer names the container of bare MPEG audio. */
export function containerName({ Format = '', Format_Profile = '' }: GeneralTrack, sound?: AudioTrack): string {
  if (Format_Profile === 'QuickTime') return 'mov';
  if (Format === 'MPEG Audio') return sound === undefined ? 'mp3' : audioCodec(sound);
  return CONTAINERS[Format] ?? plain(Format);
}

export function videoCodec({ Format = '', Format_Version, CodecID = '' }: VideoTrack): string {
  if (Format === 'MPEG Video') return Format_Version === '1' ? 'mpeg1video' : 'mpeg2video';
  return VIDEO_TAGS[CodecID.toUpperCase()] ?? VIDEO[Format] ?? plain(Format);
}

export function audioCodec(track: AudioTrack): string {
  const { Format = '', Format_Profile = '', Format_Version = '', CodecID = '' } = track;
  switch (Format) {
    case 'MPEG Audio':
      return LAYERS[Format_Profile] ?? LAYERS[CodecID] ?? 'mp3';
    case 'PCM':
      return pcm(track);
    case 'ADPCM':
      return COMPANDED[Format_Profile] ?? 'adpcm';
    case 'WMA':
      return Format_Version === '' ? 'wma' : `wmav${Format_Version}`;
    case 'AMR':
      return Format_Profile === 'Wide band' ? 'amr_wb' : 'amr_nb';
    default:
      return AUDIO[Format] ?? plain(Format);
  }
}

/** `pcm_s16le`, as ffprobe composes it. */
function pcm({ Format_Profile, Format_Settings_Sign, Format_Settings_Endianness, BitDepth = 16 }: AudioTrack): string {
  const sign = Format_Profile === 'Float' ? 'f' : Format_Settings_Sign === 'Unsigned' ? 'u' : 's';
  const order = BitDepth === 8 ? '' : Format_Settings_Endianness === 'Big' ? 'be' : 'le';
  return `pcm_${sign}${BitDepth}${order}`;
}

function plain(format: string): string {
  return format.toLowerCase().replaceAll(' ', '');
}
