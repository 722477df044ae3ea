/** What a media file holds. Names of containers and codecs are those of ffprobe. */

/** Random access to the bytes of a file, wherever it lies. */
export interface Source {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `offset`, up to `length`; fewer at the end only. @throws Error when they cannot be had. */
  read(length: number, offset: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface VideoStream {
  readonly kind: 'video';
  readonly codec: string;
  /** As the analyser names it: `High 10`, `Main`, `Simple`. */
  readonly profile?: string | undefined;
  readonly bitDepth?: number | undefined;
  /** `4:2:0` */
  readonly chroma?: string | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Frames per second. */
  readonly frameRate?: number | undefined;
  readonly frames?: number | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

export interface AudioStream {
  readonly kind: 'audio';
  readonly codec: string;
  /** Samples per second. */
  readonly sampleRate?: number | undefined;
  readonly channels?: number | undefined;
  readonly frames?: number | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

/** Subtitles. */
export interface TextStream {
  readonly kind: 'text';
  readonly codec: string;
}

export type Stream = VideoStream | AudioStream | TextStream;

export interface Media {
  readonly container: string;
  /** Bytes. */
  readonly size: number;
  /** Seconds. */
  readonly duration?: number | undefined;
  /** In the order of the file. */
  readonly streams: readonly Stream[];
  /** The file ends before what its container announces. */
  readonly truncated: boolean;
}

/** A file in which neither picture nor sound can be found. */
export interface NotMedia {
  readonly size: number;
  /** What it is instead, as the end of a sentence that begins with "It is". */
  readonly why: string;
}

export function isMedia(found: Media | NotMedia): found is Media {
  return 'streams' in found;
}
