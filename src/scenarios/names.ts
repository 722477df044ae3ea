import type { Ask } from './format.ts';

/** Names that are the service's own: in the body of a callback, in a form's key, in what its manuals print. */
const OF_THE_SERVICE: ReadonlySet<string> = new Set([
  'bucket',
  'object',
  'etag',
  'size',
  'mimeType',
  'crc',
  'contentMd5',
  'vpcId',
  'clientIp',
  'reqId',
  'operation',
  'filename',
  'field',
  'value',
]);

/** An ask with every `${name}` in its texts replaced. @throws Error for a name that nothing was saved under. */
export function filledIn(ask: Ask, names: ReadonlyMap<string, string>): Ask {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\$\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => {
        const known = names.get(name);
        if (known !== undefined) return known;
        if (OF_THE_SERVICE.has(name)) return whole;
        throw new Error(`nothing was saved as ${name}`);
      });
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, fill(inside)]));
  };
  return fill(ask) as Ask;
}
