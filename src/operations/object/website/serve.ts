import { OssError } from '../../../errors/oss-error.ts';
import { encodePercent } from '../../../wire/percent.ts';
import { type IndexDocument, type Website, website } from '../../bucket/website/configuration.ts';
import { type RoutingRule, rewritten } from '../../bucket/website/routing-rule.ts';
import { type Answer, answer, type Call } from '../../operation.ts';
import { forBrowsers } from '../forced-download.ts';
import { errorPage } from './error-page.ts';
import { withKey } from './index-page.ts';
import { matches } from './match.ts';
import { mirrored } from './mirror.ts';
import { redirected } from './redirect.ts';

/** Reads the object of a call, as GetObject or HeadObject does. */
export type Read = (call: Call) => Promise<Answer>;

/** What reading the object itself came to. */
type Outcome = { readonly answer: Answer } | { readonly error: OssError };

/**
 * Reads an object of a bucket that may be a website: rules may lead elsewhere or fetch what is missing, for everybody; what
 * is missing else may have a directory or an error page, for anonymous requests (operations.md §10.1, §10.2). The rules
 * are tried in the order of their numbers, and only the first that matches is followed. Hot where nothing is configured.
 * @throws OssError what `read` throws, a MirrorFailed.
 */
export function readThroughWebsite(call: Call, read: Read): Promise<Answer> {
  if (call.bucket.documents.website === undefined || call.request.query.has('versionId')) {
    return forBrowsers(call, read(call));
  }
  return forBrowsers(call, served(call, website.of(call.bucket) as Website, read));
}

async function served(call: Call, { rules, index, error: page }: Website, read: Read): Promise<Answer> {
  let outcome: Outcome | undefined;
  for (const rule of rules) {
    if (!matches(rule.condition, call)) continue;
    const { status } = rule.condition;
    if (status !== undefined) {
      outcome ??= await attempt(call, read);
      if (!('error' in outcome) || outcome.error.row.status !== status) continue;
    }
    call.note('website', { rule: rule.number, does: rule.redirect.type });
    const followed = await follow(call, rule, read);
    if (followed === undefined) break;
    if (outcome !== undefined) discard(outcome);
    return followed;
  }
  outcome ??= await attempt(call, read);
  if ('answer' in outcome) return outcome.answer;
  const { error } = outcome;
  if (call.caller.kind !== 'anonymous' || error.row.code !== 'NoSuchKey') throw error;
  const instead = (index && (await inDirectory(call, index, read))) ?? (page && (await errorPage(call, page)));
  if (instead === undefined) throw error;
  return instead;
}

async function attempt(call: Call, read: Read): Promise<Outcome> {
  try {
    return { answer: await read(call) };
  } catch (error) {
    if (error instanceof OssError) return { error };
    throw error;
  }
}

/** Lets go of a body that nobody will read. */
function discard(outcome: Outcome): void {
  const body = 'answer' in outcome ? outcome.answer.body : undefined;
  if (typeof body === 'object' && 'discard' in body) body.discard();
}

/** @returns undefined when the rule leads to nothing: the object is missing after all. */
function follow(call: Call, rule: RoutingRule, read: Read): Promise<Answer | undefined> | Answer {
  const { redirect } = rule;
  switch (redirect.type) {
    case 'Mirror':
      return mirrored(call, rewritten(call.key, rule), redirect, read);
    case 'Internal':
      return another(call, rewritten(call.key, rule), read);
    default:
      return redirected(call, rewritten(call.key, rule), redirect);
  }
}

/** What a missing key without a slash at its end leads to when it is the name of a directory. */
async function inDirectory(call: Call, index: IndexDocument, read: Read): Promise<Answer | undefined> {
  const { key, bucketName, store, request } = call;
  if (!index.inDirectories || index.type === 1 || key.endsWith('/')) return undefined;
  const page = `${key}/${index.suffix}`;
  if ((await store.object(bucketName, page)) === undefined) return undefined;
  call.note('website', { page, type: index.type });
  if (index.type === 2) return another(call, page, read);
  // The service has no websites in path style; there the bucket is part of the path.
  const bucket = request.style === 'path' ? `/${bucketName}` : '';
  return answer(302, [['Location', `${bucket}/${encodePercent(key, true)}/`]]);
}

/** Another object of the bucket, if it is there. @throws OssError an AccessDenied of that object, what `read` throws. */
async function another(call: Call, key: string, read: Read): Promise<Answer | undefined> {
  const { bucket, store } = call;
  if ((await store.object(bucket.name, key)) === undefined) return undefined;
  await call.permit({ action: 'oss:GetObject', access: 'read', bucket, key });
  return read(withKey(call, key));
}
