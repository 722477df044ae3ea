/** A fault as people write it: in the configuration file, over HTTP and in programs. */
export interface FaultSpec {
  /** Found under this name; `fault-1` and so on unless given. */
  readonly name?: string;
  /** Which requests; every one unless given. */
  readonly match?: MatchSpec;
  readonly effect: EffectSpec;
  /** How often at most; any number of times unless given. */
  readonly times?: number;
  /** 0 to 1, drawn for each request by the seed and the request's number. */
  readonly probability?: number;
  readonly seed?: number;
}

/** What a request has to be. Texts are patterns: `*` is any run of characters, `?` is one. */
export interface MatchSpec {
  /** The service's own names. */
  readonly operation?: string | readonly string[];
  readonly method?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly accessKeyId?: string;
  readonly partNumber?: number;
  /** Header names to patterns. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the requests that are all of the above: only this one, */
  readonly nth?: number;
  /** the first so many, */
  readonly first?: number;
  /** each so manyth, */
  readonly every?: number;
  /** or those after so many. */
  readonly after?: number;
}

/** Texts by name; of an element that holds others, those by name. */
export type Details = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** What happens. Bytes are of bodies, rates bytes per second. */
export interface EffectSpec {
  /** The answer comes later: milliseconds, or a span such as `5s`. */
  readonly delay?: number | string;
  readonly throttleUpload?: number;
  readonly throttleDownload?: number;
  /** The body is never read. */
  readonly noRead?: true;
  /** What happens after so many bytes of the request: nothing more is read, the connection is reset, or ended. */
  readonly stallUpload?: number;
  readonly resetUpload?: number;
  readonly closeUpload?: number;
  /** A cause of the catalogue, or a code or EC that only one cause has. */
  readonly error?: string;
  /** The cause's details; what the request itself tells is filled in. */
  readonly details?: Details;
  /** The error comes after so many bytes of the request. */
  readonly errorAfter?: number;
  /** A bare status, as something between client and service would answer. */
  readonly status?: number;
  readonly body?: string;
  readonly contentType?: string;
  /** The HTML page of a proxy that does not reach the service. */
  readonly badGateway?: true;
  /** Bytes that are not HTTP. */
  readonly garbage?: true;
  /** The request is read, nothing is done, and no answer comes. */
  readonly noAnswer?: true;
  /** Everything is done, and the answer is lost. */
  readonly loseAnswer?: 'reset' | 'close' | 'silence';
  /** What happens after so many bytes of the answer: nothing more comes, the connection is reset, or ended. */
  readonly stallDownload?: number;
  readonly resetDownload?: number;
  readonly truncate?: number;
  /** This byte of the answer, counted from 0, is another. */
  readonly corrupt?: number;
  /** This header of the answer has another value. */
  readonly wrongHeader?: 'ETag' | 'x-oss-hash-crc64ecma';
}

/** Why a fault makes no sense. */
export class FaultProblem extends Error {
  readonly path: readonly (string | number)[];

  /** @param path within the rule. */
  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }

  /** The path, then what was expected. */
  override toString(): string {
    return this.path.length === 0 ? this.message : `${this.path.join('.')}: ${this.message}`;
  }
}
