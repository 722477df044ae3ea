import type { Principal } from '../identity/principal.ts';
import type { ConditionContext } from '../policy/request.ts';
import type { ObjectRecord } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import { Query } from '../wire/query.ts';

/** What conditions can ask about a request. */
export interface Circumstances {
  readonly principal: Principal;
  readonly headers: Headers;
  readonly query: Query;
  readonly remoteAddress: string;
  readonly scheme: string;
  /** Milliseconds. */
  readonly receivedAt: number;
}

const REQUEST_TAG = 'oss:requestobjecttag/';
const EXISTING_TAG = 'oss:existingobjecttag/';

/**
 * The values of the condition keys of access.md §10.3. `acs:SourceVpc`, `acs:MFAPresent` and bucket tags are never there.
 * @param object the addressed one, for the tags it has.
 */
export function conditionContext(circumstances: Circumstances, object: ObjectRecord | undefined): ConditionContext {
  const { principal, headers, query } = circumstances;
  return (key) => {
    switch (key) {
      case 'acs:sourceip':
        return plainAddress(circumstances.remoteAddress);
      case 'acs:useragent':
        return headers.get('user-agent');
      case 'acs:currenttime':
        return new Date(circumstances.receivedAt).toISOString();
      case 'acs:securetransport':
        return String(circumstances.scheme === 'https');
      case 'acs:accessid':
        return principal.kind === 'anonymous' ? undefined : principal.accessKeyId;
      case 'oss:prefix':
        return text(query.get('prefix'));
      case 'oss:delimiter':
        return text(query.get('delimiter'));
    }
    if (key.startsWith(REQUEST_TAG)) return tag(headers.get('x-oss-tagging'), key.slice(REQUEST_TAG.length));
    if (key.startsWith(EXISTING_TAG)) return tag(object?.tagging, key.slice(EXISTING_TAG.length));
    return undefined;
  };
}

const MAPPED = '::ffff:';

/** A listener on both families sees IPv4 callers as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  return address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
}

function text(bytes: string | undefined): string | undefined {
  return bytes === undefined ? undefined : (utf8FromBytes(bytes) ?? bytes);
}

/** One value of a tag list in URL form. */
function tag(tagging: string | undefined, name: string): string | undefined {
  if (tagging === undefined) return undefined;
  const found = new Query(tagging).parameters.find((parameter) => text(parameter.name) === name);
  return found && text(found.value ?? '');
}
