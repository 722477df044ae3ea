import type { AudioStream, Media, Stream, VideoStream } from './media.ts';
import { audioRow, BROWSERS, type Browser, containerRow, type Row, type Support, videoRow } from './support.ts';

export type Outcome = 'plays' | 'depends' | 'sound only' | 'picture only' | 'does not play';

/** What one browser makes of a file. */
export interface Verdict {
  readonly browser: Browser;
  readonly outcome: Outcome;
  /** Why not, or on what it depends; a sentence each. */
  readonly reasons: readonly string[];
}

interface Judged {
  readonly support: Support;
  readonly row: Row;
}

/** Every browser's verdict. A file with several streams of a kind is as good as the best of them. */
export function judge(media: Media): readonly Verdict[] {
  return (Object.keys(BROWSERS) as Browser[]).map((browser) => judgeIn(browser, media));
}

/** Whether all that the file has is seen and heard in all of these browsers, from beginning to end. */
export function isPlayable(media: Media, verdicts: readonly Verdict[], browsers: readonly Browser[]): boolean {
  const failing = verdicts.filter(({ browser, outcome }) => browsers.includes(browser) && outcome !== 'plays');
  return failing.length === 0 && !media.truncated;
}

function judgeIn(browser: Browser, { container, streams }: Media): Verdict {
  const row = containerRow(container);
  if (row.support[browser] === 'no') return { browser, outcome: 'does not play', reasons: [reason(browser, row)] };
  const judged = streams.flatMap((stream) => {
    const codec = rowOf(stream);
    return codec === undefined ? [] : [{ stream, row: codec, support: supportOf(codec, browser, container) }];
  });
  const breaking = judged.find(({ support }) => support === 'breaks');
  if (breaking !== undefined) {
    const why = `${reason(browser, breaking.row)}, and refuses the whole file for it`;
    return { browser, outcome: 'does not play', reasons: [why] };
  }
  const picture = best(judged.filter(({ stream }) => stream.kind === 'video'));
  const sound = best(judged.filter(({ stream }) => stream.kind === 'audio'));
  const reasons = [picture, sound]
    .filter((part) => part !== undefined && part.support !== 'yes')
    .map((part) => reason(browser, (part as Judged).row));
  return { browser, outcome: outcomeOf(picture?.support, sound?.support), reasons };
}

/** @param picture undefined when the file has none, as `sound`. */
function outcomeOf(picture: Support | undefined, sound: Support | undefined): Outcome {
  const parts = [picture, sound].filter((support) => support !== undefined);
  if (parts.every((support) => support === 'yes')) return 'plays';
  if (parts.every((support) => support === 'no')) return 'does not play';
  if (picture === 'no') return 'sound only';
  return sound === 'no' ? 'picture only' : 'depends';
}

const ORDER: readonly Support[] = ['yes', 'depends', 'no'];

function best(judged: readonly Judged[]): Judged | undefined {
  return ORDER.flatMap((support) => judged.filter((one) => one.support === support))[0];
}

function supportOf({ support, within }: Row, browser: Browser, container: string): Support {
  return within?.[container]?.[browser] ?? support[browser];
}

function rowOf(stream: Stream): Row | undefined {
  if (stream.kind === 'video') return videoRow(isUnusual(stream) ? `${stream.codec}+` : stream.codec);
  return stream.kind === 'audio' ? audioRow(stream.codec) : undefined;
}

/** Pictures that decoders in hardware do not take. The profile decides where the analyser does not tell the format. */
function isUnusual({ codec, profile = '', bitDepth = 8, chroma = '4:2:0' }: VideoStream): boolean {
  if (codec === 'vp9') return profile !== '' && profile !== '0';
  return codec === 'h264' && (bitDepth > 8 || chroma !== '4:2:0');
}

function reason(browser: Browser, { label, notes }: Row): string {
  return `${label}: ${notes?.[browser] ?? 'not supported'}`;
}

/** The name of a stream's codec for people. */
export function codecLabel(stream: VideoStream | AudioStream): string {
  return (stream.kind === 'video' ? videoRow : audioRow)(stream.codec).label;
}

/** The name of a container for people. */
export function containerLabel(media: Media): string {
  return containerRow(media.container).label;
}
