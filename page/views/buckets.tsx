import { useRef, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { SignerChoice } from '../keys.tsx';
import { Field, Problem, Scrolled, save, sizeText, timeText } from '../parts.tsx';
import { ask, canSign } from '../storage.ts';
import { go, useLoaded } from '../store.ts';
import { useText } from '../text.ts';
import type { Bucket, Listing } from '../types.ts';

function link(bucket: string, prefix = ''): string {
  return `#/${['buckets', bucket, ...(prefix === '' ? [] : [prefix])].map(encodeURIComponent).join('/')}`;
}

async function buckets(): Promise<readonly Bucket[]> {
  return (await get<{ buckets: Bucket[] }>('buckets')).buckets;
}

/** The buckets, or one of them with what lies in it. */
export function BucketsView({ name, prefix }: { readonly name: string | undefined; readonly prefix: string }) {
  const say = useText();
  const { value, error, reload } = useLoaded(buckets, 'buckets');
  const bucket = value?.find((one) => one.name === name);
  if (bucket !== undefined) return <BucketView bucket={bucket} prefix={prefix} onChange={reload} />;
  // Not the list, which would be there for a moment only.
  if (name !== undefined && value === undefined && error === undefined) {
    return (
      <main class="page" id="content" aria-busy="true">
        <h1>{name}</h1>
      </main>
    );
  }
  return (
    <main class="page" id="content">
      <h1>{say('buckets')}</h1>
      <Problem text={error} />
      {canSign() ? null : <Problem text={say('noCrypto')} />}
      <SignerChoice />
      <NewBucket region={value?.[0]?.region ?? 'cn-hangzhou'} onMade={reload} />
      {value?.length === 0 && <p class="nothing">{say('noBuckets')}</p>}
      <Scrolled label={say('buckets')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('acl')}</th>
              <th scope="col">{say('region')}</th>
              <th scope="col" class="number">
                {say('objects')}
              </th>
              <th scope="col" class="number">
                {say('size')}
              </th>
              <th scope="col">{say('account')}</th>
              <th scope="col">{say('settings')}</th>
            </tr>
          </thead>
          <tbody>
            {value?.map((one) => (
              <tr key={one.name}>
                <th scope="row">
                  <a href={link(one.name)}>{one.name}</a>
                </th>
                <td>{one.acl}</td>
                <td>{one.region}</td>
                <td class="number">{one.objects}</td>
                <td class="number">{sizeText(one.bytes)}</td>
                <td class="mono">{one.owner}</td>
                <td>
                  {[one.versioning && `versioning ${one.versioning}`, ...one.settings].filter(Boolean).join(', ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </main>
  );
}

interface BucketProps {
  readonly bucket: Bucket;
  readonly prefix: string;
  readonly onChange: () => void;
}

function BucketView({ bucket, prefix, onChange }: BucketProps) {
  const say = useText();
  const [after, setAfter] = useState<string>();
  const [answer, setAnswer] = useState<Result>();
  const list = () => {
    const query = new URLSearchParams({ delimiter: '/', prefix, ...(after !== undefined && { after }) });
    return get<Listing>(`buckets/${bucket.name}/objects?${query}`);
  };
  const { value, error, reload } = useLoaded(list, `${bucket.name}/${prefix}/${after}`);
  const changed = () => {
    reload();
    onChange();
  };
  const remove = async (key: string) => {
    if (!confirm(say('deleteSure', key))) return;
    setAnswer(await resultOf(key, () => ask({ method: 'DELETE', bucket, key })));
    changed();
  };
  const download = async (key: string) => {
    const result = await resultOf(key, () => ask({ method: 'GET', bucket, key }));
    setAnswer(result);
    if (result.body !== undefined && result.status < 300) save(key.split('/').at(-1) || key, result.body);
  };
  const removeBucket = async () => {
    if (!confirm(say('deleteSure', bucket.name))) return;
    const result = await resultOf(bucket.name, () => ask({ method: 'DELETE', bucket, key: '' }));
    setAnswer(result);
    if (result.status < 300) go('buckets');
  };
  const folders = prefix.split('/').slice(0, -1);
  return (
    <main class="page" id="content">
      <nav class="trail" aria-label={say('buckets')}>
        <a href="#/buckets">{say('buckets')}</a> / <a href={link(bucket.name)}>{bucket.name}</a>
        {folders.map((folder, index) => (
          <span key={folders.slice(0, index + 1).join('/')}>
            {' / '}
            <a href={link(bucket.name, `${folders.slice(0, index + 1).join('/')}/`)}>{folder}</a>
          </span>
        ))}
      </nav>
      <h1>{bucket.name}</h1>
      <p class="muted">
        {bucket.acl} · {bucket.region} · {bucket.storageClass} · {sizeText(bucket.bytes)}
      </p>
      {canSign() ? null : <Problem text={say('noCrypto')} />}
      <SignerChoice />
      <UploadForm bucket={bucket} prefix={prefix} onStored={changed} />
      <ResultLine result={answer} />
      <h2>{say('objects')}</h2>
      <Problem text={error} />
      {value && value.objects.length + value.prefixes.length === 0 && <p class="nothing">{say('noObjects')}</p>}
      <Scrolled label={say('objects')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('key')}</th>
              <th scope="col" class="number">
                {say('size')}
              </th>
              <th scope="col">{say('type')}</th>
              <th scope="col">{say('storageClass')}</th>
              <th scope="col">{say('lastModified')}</th>
              <th scope="col">
                <span class="unseen">{say('delete')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {value?.prefixes.map((folder) => (
              <tr key={folder}>
                <th scope="row" colSpan={6}>
                  <a href={link(bucket.name, folder)}>{folder.slice(prefix.length)}</a>
                </th>
              </tr>
            ))}
            {value?.objects.map((object) => (
              <tr key={object.key}>
                <th scope="row" class="mono">
                  {object.key.slice(prefix.length)}
                </th>
                <td class="number">{sizeText(object.bytes)}</td>
                <td>{object.contentType}</td>
                <td>{object.storageClass}</td>
                <td class="mono">{timeText(object.lastModified)}</td>
                <td class="buttons">
                  <button
                    type="button"
                    aria-label={`${say('download')} ${object.key}`}
                    onClick={() => download(object.key)}
                  >
                    {say('download')}
                  </button>
                  <button
                    type="button"
                    aria-label={`${say('delete')} ${object.key}`}
                    onClick={() => remove(object.key)}
                  >
                    {say('delete')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      <div class="bar">
        {value?.next !== undefined && (
          <button type="button" onClick={() => setAfter(value.next)}>
            {say('more')}
          </button>
        )}
        <button type="button" onClick={removeBucket}>
          {say('deleteBucket')}
        </button>
      </div>
    </main>
  );
}

interface NewBucketProps {
  readonly region: string;
  readonly onMade: () => void;
}

function NewBucket({ region, onMade }: NewBucketProps) {
  const say = useText();
  const [name, setName] = useState('');
  const [result, setResult] = useState<Result>();
  const make = async (event: Event) => {
    event.preventDefault();
    setResult(await resultOf(name, () => ask({ method: 'PUT', bucket: { name, region }, key: '' })));
    onMade();
  };
  return (
    <form onSubmit={make}>
      <div class="bar">
        <Field label={say('newBucket')} value={name} onText={setName} required />
        <button type="submit">{say('make')}</button>
      </div>
      <ResultLine result={result} />
    </form>
  );
}

interface UploadProps {
  readonly bucket: Bucket;
  readonly prefix: string;
  readonly onStored: () => void;
}

function UploadForm({ bucket, prefix, onStored }: UploadProps) {
  const say = useText();
  const input = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState(prefix);
  const [progress, setProgress] = useState<number>();
  const [result, setResult] = useState<Result>();
  const picked = () => {
    const file = input.current?.files?.[0];
    if (file !== undefined && (key === '' || key.endsWith('/'))) setKey(prefix + file.name);
  };
  const upload = async (event: Event) => {
    event.preventDefault();
    const body = input.current?.files?.[0];
    if (body === undefined) return;
    setResult(undefined);
    setProgress(0);
    const onProgress = (sent: number, total: number) => setProgress(total === 0 ? 1 : sent / total);
    setResult(await resultOf(key, () => ask({ method: 'PUT', bucket, key, body, onProgress })));
    setProgress(undefined);
    onStored();
  };
  return (
    <form class="upload" onSubmit={upload}>
      <h2>{say('upload')}</h2>
      <div class="bar">
        <div class="field">
          <label for="upload-file">{say('file')}</label>
          <input id="upload-file" type="file" ref={input} onChange={picked} required />
        </div>
        <Field label={say('key')} value={key} onText={setKey} required />
        <button type="submit" class="main" disabled={progress !== undefined}>
          {say('upload')}
        </button>
      </div>
      {progress !== undefined && <progress aria-label={say('upload')} value={progress} max={1} />}
      <ResultLine result={result} />
    </form>
  );
}

/** What came of a request to the storage service. */
interface Result {
  readonly key: string;
  readonly requestId: string;
  /** 0 where the connection broke. */
  readonly status: number;
  readonly code: string | undefined;
  readonly body?: Blob;
}

async function resultOf(key: string, make: () => ReturnType<typeof ask>): Promise<Result> {
  try {
    return { key, ...(await make()) };
  } catch {
    return { key, requestId: '', status: 0, code: undefined };
  }
}

function ResultLine({ result }: { readonly result: Result | undefined }) {
  const say = useText();
  const { key, status, code, requestId } = result ?? { key: '', status: 0, code: undefined, requestId: '' };
  const refused = status >= 400;
  const text =
    status === 0 ? say('uploadBroke', key) : say(refused ? 'uploadRefused' : 'done', key, status, code ?? '');
  return (
    <p
      role="status"
      class="result"
      data-tone={refused || status === 0 ? 'bad' : 'good'}
      data-shown={result !== undefined}
    >
      {result && text} {result && requestId !== '' && <a href={`#/requests/${requestId}`}>{say('whyLink')}</a>}
    </p>
  );
}
