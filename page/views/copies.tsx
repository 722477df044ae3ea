import { useState } from 'preact/hooks';
import { get, getText } from '../api.ts';
import { reportText } from '../copy/report.ts';
import { SDKS, type Sdk, snippetText } from '../copy/snippets.ts';
import { CopyButton, copyText, Dialog, Problem, save, tell } from '../parts.tsx';
import { useText } from '../text.ts';
import type { Bucket, Explanation } from '../types.ts';

interface Copy {
  readonly title: string;
  readonly file: string;
  readonly text: string;
}

/** The request in forms that go elsewhere: to a shell, into a program, into a test, to a colleague. */
export function Copies({ request }: { readonly request: Explanation }) {
  const say = useText();
  const [shown, setShown] = useState<Copy>();
  const [problem, setProblem] = useState('');
  const { requestId, operation = '' } = request;
  const offer = async (title: string, file: string, make: () => Promise<string> | string) => {
    setProblem('');
    try {
      const text = await make();
      setShown({ title, file, text });
      if (await copyText(text)) tell(say('copied'));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const curl = () => offer(say('curl'), `${requestId}.sh`, () => getText(`requests/${requestId}/curl`));
  const snippet = (sdk: Sdk) => offer(sdk, `${requestId}.txt`, () => program(sdk));
  const program = async (sdk: Sdk) => {
    const { buckets } = await get<{ buckets: Bucket[] }>('buckets');
    const region = buckets.find(({ name }) => name === request.bucket)?.region ?? 'cn-hangzhou';
    return snippetText(sdk, request, location.origin, region) ?? say('noSnippet', operation);
  };
  const scenario = () => offer(say('scenario'), `${requestId}.yaml`, () => getText(`requests/${requestId}/scenario`));
  const report = () =>
    offer(say('report'), `${requestId}.md`, async () => {
      return reportText(request, (await get<{ checks: string[] }>('checks')).checks);
    });
  return (
    <div class="copies">
      <span class="muted">{say('copyAs')}</span>
      <button type="button" onClick={scenario} class="main">
        {say('scenario')}
      </button>
      <button type="button" onClick={curl}>
        {say('curl')}
      </button>
      {SDKS.map((sdk) => (
        <button type="button" key={sdk} onClick={() => snippet(sdk)}>
          {sdk}
        </button>
      ))}
      <button type="button" onClick={report}>
        {say('report')}
      </button>
      <Problem text={problem} />
      {shown && (
        <Dialog title={shown.title} onClose={() => setShown(undefined)}>
          <textarea readOnly rows={18} aria-label={shown.title} value={shown.text} />
          <div class="bar">
            <CopyButton text={shown.text} />
            <button type="button" onClick={() => save(shown.file, new Blob([shown.text]))}>
              {say('save')}
            </button>
            <button type="button" onClick={() => setShown(undefined)}>
              {say('close')}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
