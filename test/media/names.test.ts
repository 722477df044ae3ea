import { describe, expect, it } from 'vitest';
import { audioCodec, containerName, videoCodec } from '../../src/media/names.ts';

/** What no file of `npm run test:media` has; the other names are compared with ffprobe there. */
describe('the name of', () => {
  it.each([
    [{ Format: 'MPEG Audio', Format_Profile: 'Layer 1' }, 'mp1'],
    [{ Format: 'MPEG Audio', CodecID: '50' }, 'mp2'],
    [{ Format: 'MPEG Audio' }, 'mp3'],
    [{ Format: 'PCM', Format_Settings_Sign: 'Unsigned', BitDepth: 8 }, 'pcm_u8'],
    [{ Format: 'PCM', Format_Profile: 'Float', Format_Settings_Endianness: 'Little', BitDepth: 32 }, 'pcm_f32le'],
    [{ Format: 'ADPCM', Format_Profile: 'U-Law' }, 'pcm_mulaw'],
    [{ Format: 'ADPCM', CodecID: '11' }, 'adpcm'],
    [{ Format: 'AMR', Format_Profile: 'Narrow band' }, 'amr_nb'],
    [{ Format: 'AMR', Format_Profile: 'Wide band' }, 'amr_wb'],
    [{ Format: 'WMA', Format_Version: '1' }, 'wmav1'],
    [{ Format: 'MLP FBA' }, 'mlpfba'],
  ])('the sound %j is %s', (track, name) => {
    expect(audioCodec({ '@type': 'Audio', ...track })).toBe(name);
  });

  it.each([
    [{ Format: 'MPEG Video', Format_Version: '1' }, 'mpeg1video'],
    [{ Format: 'MPEG Video', Format_Version: '2' }, 'mpeg2video'],
    [{ Format: 'MPEG-4 Visual', CodecID: 'DX50' }, 'mpeg4'],
    [{ Format: 'MPEG-4 Visual', CodecID: 'MP42' }, 'msmpeg4v2'],
    [{ Format: 'VC-1', CodecID: 'WMV3' }, 'wmv3'],
    [{ Format: 'VVC' }, 'vvc'],
  ])('the picture %j is %s', (track, name) => {
    expect(videoCodec({ '@type': 'Video', ...track })).toBe(name);
  });

  it('an MP4 that says it is QuickTime is mov', () => {
    expect(containerName({ '@type': 'General', Format: 'MPEG-4', Format_Profile: 'QuickTime' })).toBe('mov');
    expect(containerName({ '@type': 'General', Format: 'MPEG-4', Format_Profile: 'Base Media' })).toBe('mp4');
  });

  it('bare MPEG audio is that of its layer', () => {
    const layer2 = { '@type': 'Audio', Format: 'MPEG Audio', Format_Profile: 'Layer 2' } as const;
    expect(containerName({ '@type': 'General', Format: 'MPEG Audio' }, layer2)).toBe('mp2');
  });
});
