import { useState } from 'preact/hooks';
import { requestHead, responseBody, responseHead } from '../copy/http.ts';
import { Choice, Lines } from '../parts.tsx';
import { useText } from '../text.ts';
import type { Explanation } from '../types.ts';
import { Panel } from './panels.tsx';

/** Both sides as they went over the wire; bodies of requests, and of answers that are no errors, are not kept. */
export function WirePanel({ request }: { readonly request: Explanation }) {
  const say = useText();
  const [form, setForm] = useState('text');
  const shown = (head: string, body: string) =>
    form === 'hex' ? hexDump(head, body) : (head + body).replaceAll('\r\n', '\n');
  const answer = request.status === 0 ? '' : shown(`${responseHead(request)}\r\n`, responseBody(request));
  return (
    <Panel title="wire">
      <Choice
        label={say('show')}
        value={form}
        onChoice={setForm}
        options={[
          ['text', say('asText')],
          ['hex', say('asHex')],
        ]}
      />
      <div class="columns">
        <div>
          <h3>{say('requestHead')}</h3>
          <Lines label={say('requestHead')} text={shown(`${requestHead(request)}\r\n`, '')} />
          <p class="muted">{say('bodyBytes', request.request.bodyBytes)}</p>
        </div>
        <div>
          <h3>{say('responseBytes')}</h3>
          <Lines label={say('responseBytes')} text={answer} />
          <p class="muted">{say('bodyBytes', request.response.bodyBytes)}</p>
        </div>
      </div>
    </Panel>
  );
}

const WIDTH = 16;

/** Offset, bytes, and what of them can be read. @param head one character for each byte. */
function hexDump(head: string, body: string): string {
  const bytes = [...head].map((char) => char.charCodeAt(0)).concat(...new TextEncoder().encode(body));
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const part = bytes.slice(at, at + WIDTH);
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const readable = part.map((byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(WIDTH * 3)} ${readable}`);
  }
  return lines.join('\n');
}
