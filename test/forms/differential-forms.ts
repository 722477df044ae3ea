import { seededRandom } from '../../src/runtime/random.ts';

/** A generated body, and what it says where nothing in it was damaged. */
export interface GeneratedForm {
  readonly body: string;
  readonly boundary: string;
  /** Name and value of every part up to the first file, as byte strings; undefined when the body was damaged. */
  readonly said: { readonly fields: readonly (readonly [string, string])[]; readonly file: string } | undefined;
}

const NAMES = ['key', 'policy', 'Signature', 'x-oss-meta-a', 'success_action_status', 'submit', '__proto__', 'é', '名'];

/** Forms as clients write them, half of them damaged somewhere. Same seed, same forms. */
export function* generateForms(count: number, seed: number): Generator<GeneratedForm> {
  const random = seededRandom(seed);
  const below = (n: number): number => random.bytes(4).readUInt32LE() % n;
  const chance = (percent: number): boolean => below(100) < percent;
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;

  /** Bytes full of what a boundary is made of, but never a line that is one. */
  function content(boundary: string): string {
    const pieces = [
      '\r',
      '\n',
      '\r\n',
      '-',
      '--',
      `--${boundary}`,
      `\r\n--${boundary.slice(0, -1)}`,
      '\r\r\n-',
      'a',
      'é',
    ];
    if (chance(4))
      pieces.push(`\r\n--${boundary}x`, `\r\n--${boundary}-x`, `\r\n--${boundary}--x`, `\r\n--${boundary} x`);
    let text = '';
    for (let i = below(8); i > 0; i--)
      text += chance(40) ? random.bytes(below(12)).toString('latin1') : bytes(pick(pieces));
    return new RegExp(`\\r\\n--${boundary}(?:[ \\t]*\\r\\n|--[ \\t]*\\r\\n)`).test(`${text}\r\n`) ? '' : text;
  }

  function head(name: string, filename: string | undefined): string {
    const quoted = /^[A-Za-z_-]+$/.test(name) && chance(10) ? name : `"${name}"`;
    const disposition = `${pick(['Content-Disposition', 'content-disposition'])}: form-data; name=${bytes(quoted)}`;
    const lines = [disposition + (filename === undefined ? '' : `; filename="${bytes(filename)}"`)];
    if (filename !== undefined && chance(70)) lines.push('Content-Type: application/octet-stream');
    else if (chance(10)) lines.unshift('Content-Type: text/plain');
    return lines.join('\r\n');
  }

  function damage(body: string): string {
    const at = below(body.length);
    const line = body.lastIndexOf('\r\n', at);
    switch (below(7)) {
      case 0:
        return body.slice(0, at);
      case 1:
        return body.slice(0, at) + body.slice(at + 1 + below(3));
      case 2:
        return (
          body.slice(0, at) + pick(['\r', '\n', '\r\n', ' ', '-', '"', ';', ':', '\0', '\r\n\r\n']) + body.slice(at)
        );
      case 3:
        return line === -1 ? body : `${body.slice(0, line)}\n${body.slice(line + 2)}`;
      case 4:
        return body.replace('form-data', pick(['attachment', 'form-data ', 'Form-Data', 'form-data;']));
      case 5:
        return body.replace('name=', pick(['nom=', 'name*=', 'name = ', 'name']));
      default:
        return body.slice(0, at) + body.slice(below(body.length));
    }
  }

  for (let i = 0; i < count; i++) {
    const boundary = pick(['b', 'xYz', '----WebKitFormBoundaryW0DET1', '9431149156168', '-']);
    const said: [string, string][] = [];
    let body = chance(10) ? pick(['\r\n', 'prologue\r\n', '--not it\r\n']) : '';
    const open = (): string => `--${boundary}${chance(3) ? ' \t' : ''}\r\n`;
    for (let fields = below(5); fields > 0; fields--) {
      const name = pick(NAMES);
      const value = content(boundary);
      said.push([bytes(name), value]);
      body += `${open()}${head(name, undefined)}\r\n\r\n${value}\r\n`;
    }
    const file = content(boundary);
    body += `${open()}${head('file', pick(['a.txt', 'C:\\dir\\a.txt', 'é.png']))}\r\n\r\n${file}\r\n`;
    if (chance(15)) body += `${open()}${head('submit', undefined)}\r\n\r\n${content(boundary)}\r\n`;
    if (chance(3)) body += `${open()}${head('file', 'second')}\r\n\r\n\r\n`;
    body += `--${boundary}--${pick(['\r\n', '\r\n', '', '\r\nepilogue'])}`;
    if (chance(50)) yield { body: damage(body), boundary, said: undefined };
    else yield { body, boundary, said: { fields: said, file } };
  }
}

/** The byte string of a text's UTF-8 form. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
