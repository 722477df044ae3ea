import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config.ts';
import { analyse } from '../media/analyse.ts';
import { codecLabel, containerLabel, isPlayable, judge, type Outcome, type Verdict } from '../media/judge.ts';
import { isMedia, type Media, type Stream } from '../media/media.ts';
import { named, openFile, openUrl } from '../media/source.ts';
import { BROWSERS, type Browser } from '../media/support.ts';
import { print } from './print.ts';

const OPTIONS = {
  browser: { type: 'string', multiple: true, default: ['chrome', 'firefox'] as string[] },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * `ossmock media FILE|URL`: what a media file holds and which browsers play it. Exit code 0: playable, 1: not.
 * @throws ConfigError for wrong arguments, Error when the file cannot be read.
 */
export async function media(args: readonly string[]): Promise<void> {
  const { text, playable } = await reportMedia(args);
  print(text);
  if (!playable) process.exitCode = 1;
}

/** The text that the command prints, and whether the file plays in all browsers that were asked for. */
export async function reportMedia(args: readonly string[]): Promise<{ text: string; playable: boolean }> {
  const { values, place } = readArguments(args);
  if (place === undefined) return { text: help(), playable: true };
  const isUrl = /^https?:\/\//i.test(place);
  const source = await (isUrl ? openUrl(place) : openFile(place));
  const found = await analyse(source).finally(() => source.close());
  const shown = isUrl ? named(place) : place;
  if (!isMedia(found)) {
    const { size, why } = found;
    return {
      text: values.json ? json({ size, playable: false, why }) : `${shown} is ${why}\n`,
      playable: false,
    };
  }
  const verdicts = judge(found);
  const playable = isPlayable(found, verdicts, values.browsers);
  const text = values.json ? json({ ...found, playable, browsers: verdicts }) : describe(shown, found, verdicts);
  return { text, playable };
}

interface Values {
  readonly browsers: readonly Browser[];
  readonly json: boolean;
}

/** @returns no place when only the help was asked for. */
function readArguments(args: readonly string[]): { values: Values; place?: string } {
  const { values, positionals } = parse(args);
  const browsers = values.browser.map((name) => {
    if (!Object.hasOwn(BROWSERS, name)) {
      throw new ConfigError(`--browser ${name}: expected one of ${Object.keys(BROWSERS).join(', ')}`);
    }
    return name as Browser;
  });
  const read = { browsers, json: values.json };
  if (values.help) return { values: read };
  const [place, ...others] = positionals;
  if (place === undefined || others.length > 0) {
    throw new ConfigError('expected one FILE or URL; try ossmock media --help');
  }
  return { values: read, place };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}; try ossmock media --help`);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function describe(place: string, found: Media, verdicts: readonly Verdict[]): string {
  const { size, duration, truncated, streams } = found;
  return [
    `${place}: ${list([containerLabel(found), `${size} bytes`, seconds(duration)])}`,
    ...streams.map((stream, index) => `  ${index + 1}  ${stream.kind.padEnd(5)}  ${describeStream(stream)}`),
    ...(truncated ? ['', '  The file is cut: it ends before what its container announces, and so does playing.'] : []),
    '',
    ...verdicts.flatMap(({ browser, outcome, reasons }) => [
      `  ${BROWSERS[browser].padEnd(12)}  ${OUTCOMES[outcome](found)}`,
      ...reasons.map((reason) => `                ${reason}`),
    ]),
    '',
  ].join('\n');
}

function describeStream(stream: Stream): string {
  if (stream.kind === 'text') return stream.codec;
  const { codec, frames, duration } = stream;
  const name = `${codec} (${codecLabel(stream)})`;
  const counted = frames === undefined ? undefined : `${frames} frames`;
  if (stream.kind === 'audio') {
    const { sampleRate, channels } = stream;
    const rate = sampleRate === undefined ? undefined : `${sampleRate} Hz`;
    const width = channels === undefined ? undefined : `${channels} ${channels === 1 ? 'channel' : 'channels'}`;
    return list([name, rate, width, counted, seconds(duration)]);
  }
  const { profile, bitDepth, chroma, width, height, frameRate } = stream;
  return list([
    name,
    profile === undefined ? undefined : `profile ${profile}`,
    width === undefined || height === undefined ? undefined : `${width}x${height}`,
    list([bitDepth === undefined ? undefined : `${bitDepth} bit`, chroma], ' ') || undefined,
    frameRate === undefined ? undefined : `${frameRate} frames/s`,
    counted,
    seconds(duration),
  ]);
}

const OUTCOMES: Readonly<Record<Outcome, (found: Media) => string>> = {
  plays: (found) => `plays ${partsOf(found)}`,
  depends: () => 'depends on the device',
  'sound only': () => 'plays the sound, shows no picture',
  'picture only': () => 'shows the picture, plays no sound',
  'does not play': () => 'does not play',
};

function partsOf({ streams }: Media): string {
  const kinds = new Set(streams.map(({ kind }) => kind));
  return list([kinds.has('video') ? 'picture' : undefined, kinds.has('audio') ? 'sound' : undefined], ' and ');
}

function seconds(duration: number | undefined): string | undefined {
  return duration === undefined ? undefined : `${duration} s`;
}

function list(parts: readonly (string | undefined)[], separator = ', '): string {
  return parts.filter((part) => part !== undefined).join(separator);
}

function help(): string {
  return [
    'Usage: ossmock media FILE|URL [options]',
    '',
    'Says what a media file holds and which browsers play its picture and sound, and why not. A URL is read in parts,',
    'with GET and Range; it may be signed.',
    '',
    '  --browser NAME   must play it for exit code 0: chrome, firefox, safari; repeatable; without it chrome and firefox',
    '  --json           prints JSON',
    '',
    'Exit code: 0 everything in the file plays, 1 not, or the file cannot be read, 2 wrong usage.',
    '',
  ].join('\n');
}
