/** An answer as it came, without the marks of `curl -v`: what `curl -i`, proxies and browsers show. */
export interface RawAnswer {
  /** Places in the text. */
  readonly start: number;
  readonly end: number;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What of the body stands behind the head. */
  readonly rest: string;
}

const ANSWER = /^[ \t]*HTTP\/[\d.]+ (\d{3})[^\n]*\n((?:[ \t]*[A-Za-z][\w-]*:[^\n]*(?:\n|$))+)/gm;
const OF_OSS = /^[ \t]*(?:x-oss-|server: *AliyunOSS)/im;
/** A document behind the head, whole or as far as it goes before an empty line. */
const BODY = /^\s*(?:<\?xml[^>]*>\s*)?<Error>(?:(?!\n[ \t]*\n)[\s\S])*?(?:<\/Error>|$|(?=\n[ \t]*\n))/;

/** The answers of OSS in a text. */
export function rawAnswers(text: string): RawAnswer[] {
  return [...text.matchAll(ANSWER)].flatMap((match) => {
    const [whole, status, head = ''] = match;
    if (!OF_OSS.test(head)) return [];
    const headers = head
      .trimEnd()
      .split('\n')
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      });
    const after = match.index + whole.length;
    const rest = BODY.exec(text.slice(after))?.[0] ?? '';
    return [{ start: match.index, end: after + rest.length, status: Number(status), headers, rest }];
  });
}
