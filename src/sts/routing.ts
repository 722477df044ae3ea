import { type Parameters, readParameters } from './parameters.ts';
import type { StsHead } from './request.ts';

const API_VERSION = '2015-04-01';
/** `sts.aliyuncs.com`, `sts.cn-hangzhou.aliyuncs.com`, `sts-vpc.cn-hangzhou.aliyuncs.com`, and `sts.` on hosts of one's own. */
const STS_HOST = /^(sts\.|sts-[a-z0-9-]+\.(?!oss-)[a-z0-9-]+\.aliyuncs\.com)/;
/** A bucket that is named sts. */
const BUCKET_HOST = /^sts\.oss-[a-z0-9-]+\.aliyuncs\.com/;

/**
 * Whether a request is the token service's (services.md §1.1): its Host says so, or it has the header x-acs-action, or
 * its path is `/` and its query or form asks for an Action of version 2015-04-01. OSS has none of these.
 * @param form the body; when it is not given, undefined is answered where only the body can tell.
 */
export function isStsRequest(head: StsHead, form?: Buffer): boolean | undefined {
  const host = head.host.toLowerCase();
  if ((STS_HOST.test(host) && !BUCKET_HOST.test(host)) || head.headers.has('x-acs-action')) return true;
  if (head.path !== '/') return false;
  if (head.query !== '' && names(readParameters(head.query))) return true;
  if (head.method !== 'POST' || !isForm(head)) return false;
  return form && names(readParameters(form.toString('latin1')));
}

/** Whether the body holds parameters. */
export function isForm({ headers }: StsHead): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? '');
}

function names(parameters: Parameters): boolean {
  return parameters.has('Action') && parameters.get('Version') === API_VERSION;
}
