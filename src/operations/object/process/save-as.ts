import { refuse } from '../../../errors/refuse.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { checkObjectName } from '../../object-name.ts';
import { processUnknown } from './requested-process.ts';

/** `image/…|sys/saveas,o_…,b_…`, taken apart. */
export interface ProcessTask {
  readonly process: string;
  /** Where the result goes; undefined when it is to be sent back. */
  readonly target: { readonly key: string; readonly bucket: string | undefined } | undefined;
}

const SAVE_AS = 'sys/saveas';

/**
 * Splits a processing string from the step that stores its result (services.md §3.1).
 * @throws OssError `process-unknown` for any other step behind a bar, `process-target-invalid`.
 */
export function readTask(text: string): ProcessTask {
  const bar = text.indexOf('|');
  if (bar === -1) return { process: text, target: undefined };
  const [step, ...parameters] = text.slice(bar + 1).split(',');
  if (step !== SAVE_AS) throw processUnknown(text);
  let key: string | undefined;
  let bucket: string | undefined;
  for (const parameter of parameters) {
    if (parameter.startsWith('o_')) key = named(parameter);
    else if (parameter.startsWith('b_')) bucket = named(parameter);
    else throw processUnknown(text);
  }
  if (key === undefined) throw refuse('process-target-invalid', { Value: '', Parameter: 'o' });
  checkObjectName(key);
  return { process: text.slice(0, bar), target: { key, bucket } };
}

/** A name in Base64 of either alphabet, padded or not: ali-oss and Java write the standard one. */
function named(parameter: string): string {
  const encoded = parameter.slice(2).replace(/={1,2}$/, '');
  const valid = /^[A-Za-z0-9+/_-]+$/.test(encoded) && encoded.length % 4 !== 1;
  const name = valid ? utf8FromBytes(Buffer.from(encoded, 'base64').toString('latin1')) : undefined;
  if (name !== undefined && name !== '') return name;
  throw refuse('process-target-invalid', { Value: parameter.slice(2), Parameter: parameter.slice(0, 1) });
}
