import { refuse } from '../../../errors/refuse.ts';
import type { XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import type { UsageLimits } from '../../service-limits.ts';
import { texts } from '../../setting-values.ts';

/** The elements of a QoSConfiguration in wire order: bandwidths in Gbit/s, then requests a second (operations.md §11.7). */
const GROUPS = [
  ['TotalUploadBandwidth', 'IntranetUploadBandwidth', 'ExtranetUploadBandwidth'],
  ['TotalDownloadBandwidth', 'IntranetDownloadBandwidth', 'ExtranetDownloadBandwidth'],
  ['TotalQps', 'IntranetQps', 'ExtranetQps'],
] as const;

export type QosField = (typeof GROUPS)[number][number];

/** -1 is no limit, 0 is nothing at all. */
export type QosConfiguration = Readonly<Record<QosField, number>>;

const UNLIMITED = -1;
const FIELDS: readonly QosField[] = GROUPS.flat();

export const UNLIMITED_QOS = Object.fromEntries(FIELDS.map((field) => [field, UNLIMITED])) as QosConfiguration;

/** What is left out is not limited. @throws OssError `setting-malformed-xml`, `qos-invalid`. */
export function readQos(root: XmlNode | undefined): QosConfiguration {
  if (root?.name !== 'QoSConfiguration') throw refuse('setting-malformed-xml');
  const read: Record<string, number> = { ...UNLIMITED_QOS };
  for (const field of FIELDS) {
    const [text] = texts(root, field);
    if (text === undefined) continue;
    if (!/^(-1|\d{1,9})$/.test(text)) throw refuse('qos-invalid', argument(field, text));
    read[field] = Number(text);
  }
  const qos = read as QosConfiguration;
  for (const [total, ...parts] of GROUPS) {
    const over = parts.find((part) => exceeds(qos[part], qos[total]));
    if (over !== undefined) throw refuse('qos-invalid', argument(over, `${qos[over]}`));
  }
  return qos;
}

/** @throws OssError `qos-invalid` for what is more than the account may use. */
export function checkWithinAccount(qos: QosConfiguration, limits: UsageLimits | undefined): void {
  const account = accountQos(limits);
  for (const [total, ...parts] of GROUPS) {
    const over = [total, ...parts].find((field) => exceeds(qos[field], account[total]));
    if (over !== undefined) throw refuse('qos-invalid', argument(over, `${qos[over]}`));
  }
}

/** An account's limits as a QoSConfiguration; what is less than a Gbit/s counts as one, because 0 would be nothing. */
export function accountQos(limits: UsageLimits | undefined): QosConfiguration {
  const gigabits = (bits: number | undefined): number => (bits === undefined ? UNLIMITED : Math.ceil(bits / 1e9));
  return {
    ...UNLIMITED_QOS,
    TotalUploadBandwidth: gigabits(limits?.uploadBandwidth),
    TotalDownloadBandwidth: gigabits(limits?.downloadBandwidth),
    TotalQps: limits?.requestsPerSecond ?? UNLIMITED,
  };
}

export function qosElements(qos: QosConfiguration): XmlElement[] {
  return FIELDS.map((field): XmlElement => [field, qos[field]]);
}

export function printQos(qos: QosConfiguration): XmlElement {
  return ['QoSConfiguration', qosElements(qos)];
}

/** What is not limited of itself is limited by the total, so only what is can be too much. */
function exceeds(value: number, limit: number): boolean {
  return limit !== UNLIMITED && value > limit;
}
