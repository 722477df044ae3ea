import { type Cause, refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { texts } from '../../setting-values.ts';
import { TIERS, type Tier } from './state.ts';

/** What a RestoreRequest asks for. */
export interface RestoreRequest {
  /** Undefined where the document does not say. */
  readonly days: number | undefined;
  /** True where JobParameters is there, which is not for every class. */
  readonly named: boolean;
  readonly tier: Tier;
}

/** Elements of S3's document, each with a refusal of its own (EC pages 0016-00000709 to 0016-00000713). */
const OF_S3 = {
  GlacierJobParameters: 's3-restore-glacier',
  OutputLocation: 's3-restore-output',
  Type: 's3-restore-type',
} as const satisfies Record<string, Cause>;

/**
 * Reads `RestoreRequest([Days], [JobParameters(Tier)])`. What days are allowed depends on the object's class.
 * @param root undefined for a request without a body.
 * @throws OssError `restore-malformed-xml`, `restore-unknown-element`, `restore-tier-invalid`, `s3-restore-…`.
 */
export function readRestoreRequest(root: XmlNode | undefined): RestoreRequest {
  if (root === undefined) return { days: undefined, named: false, tier: 'Standard' };
  if (root.name !== 'RestoreRequest') throw refuse('restore-malformed-xml');
  for (const { name } of root.children) {
    if (name in OF_S3) throw refuse(OF_S3[name as keyof typeof OF_S3]);
    if (name !== 'Days' && name !== 'JobParameters') throw refuse('restore-unknown-element').because({ element: name });
  }
  const parameters = child(root, 'JobParameters');
  return { days: readDays(root), named: parameters !== undefined, tier: readTier(parameters) };
}

function readDays(root: XmlNode): number | undefined {
  const [text] = texts(root, 'Days');
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw refuse('restore-malformed-xml').because({ days: text });
  return Number(text);
}

function readTier(parameters: XmlNode | undefined): Tier {
  const [text] = parameters === undefined ? [] : texts(parameters, 'Tier');
  if (text === undefined) return 'Standard';
  const tier = TIERS.find((known) => known === text);
  if (tier === undefined) throw refuse('restore-tier-invalid', { ArgumentName: 'Tier', ArgumentValue: text });
  return tier;
}
