/** What the differential test uses of busboy, which comes without types. */
declare module 'busboy' {
  import type { Readable, Writable } from 'node:stream';

  interface Busboy extends Writable {
    on(event: 'field', listener: (name: string, value: string) => void): this;
    on(event: 'file', listener: (name: string, stream: Readable) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'close', listener: () => void): this;
  }

  export default function busboy(settings: {
    readonly headers: Readonly<Record<string, string>>;
    readonly defCharset?: string;
    readonly defParamCharset?: string;
    readonly preservePath?: boolean;
  }): Busboy;
}
