import { ALL, type Hypothesis } from './hypothesis.ts';

/** How many keys of a large server are tried. */
const KEYS_TRIED = 200;

const BLANKS = [
  ['a blank', ' '],
  ['a line feed', '\n'],
  ['a carriage return and a line feed', '\r\n'],
  ['a tab', '\t'],
] as const;

const COPY =
  'Copy the AccessKeySecret again, without anything around it, and trim what is read from files and variables.';

/** The wrong secret, as far as it can be known which one it was. */
export const SECRETS: readonly Hypothesis[] = [
  {
    name: 'secret-blanks',
    of: ALL,
    paired: 3,
    remedy: COPY,
    *variants(draft) {
      const { secret } = draft;
      for (const [what, blank] of BLANKS) {
        yield {
          says: `The client's AccessKeySecret has ${what} behind it.`,
          draft: { ...draft, secret: secret + blank },
        };
        yield {
          says: `The client's AccessKeySecret has ${what} before it.`,
          draft: { ...draft, secret: blank + secret },
        };
      }
      yield { says: "The client's AccessKeySecret has blanks around it.", draft: { ...draft, secret: ` ${secret} ` } };
      if (secret.trim() !== secret) {
        const says = 'The AccessKeySecret configured here has blanks around it, and the one of the client does not.';
        yield { says, draft: { ...draft, secret: secret.trim() } };
      }
    },
  },
  {
    name: 'secret-quotes',
    of: ALL,
    paired: 0,
    remedy: COPY,
    *variants(draft) {
      for (const mark of ['"', "'"]) {
        const says = `The client's AccessKeySecret still has its quotation marks (${mark}).`;
        yield { says, draft: { ...draft, secret: `${mark}${draft.secret}${mark}` } };
      }
    },
  },
  {
    name: 'secret-of-another-key',
    of: ALL,
    paired: 4,
    remedy: 'Use the AccessKeyId and the AccessKeySecret of one and the same key.',
    *variants(draft) {
      for (const { accessKeyId, accessKeySecret } of draft.around.others.slice(0, KEYS_TRIED)) {
        const says = `The signature was made with the secret of AccessKeyId ${accessKeyId}, and the request names ${draft.around.accessKeyId}.`;
        yield { says, draft: { ...draft, secret: accessKeySecret } };
      }
    },
  },
  {
    name: 'secret-is-the-id',
    of: ALL,
    paired: 1,
    remedy: 'Give the client the AccessKeySecret where it now has the AccessKeyId.',
    *variants(draft) {
      const says = 'The AccessKeyId was used as the AccessKeySecret.';
      yield { says, draft: { ...draft, secret: draft.around.accessKeyId } };
    },
  },
  {
    name: 'secret-empty',
    of: ALL,
    paired: 1,
    remedy: 'Find out why the client has no AccessKeySecret: often a variable or file that is not there.',
    *variants(draft) {
      for (const [what, secret] of [
        ['an empty AccessKeySecret', ''],
        ['the text "undefined" as AccessKeySecret', 'undefined'],
        ['the text "null" as AccessKeySecret', 'null'],
        ['the text "None" as AccessKeySecret', 'None'],
      ] as const) {
        yield { says: `The signature was made with ${what}.`, draft: { ...draft, secret } };
      }
    },
  },
  {
    name: 'secret-changed',
    of: ALL,
    paired: 0,
    remedy: 'Sign with the AccessKeySecret as it is.',
    *variants(draft) {
      const { secret } = draft;
      const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
      for (const [what, changed] of [
        ['with & behind it, as the RPC interfaces (STS, RAM) sign and OSS does not', `${secret}&`],
        ['in lower case', secret.toLowerCase()],
        ['in upper case', secret.toUpperCase()],
        ['percent-encoded', encodeURIComponent(secret)],
        ['in Base64', base64(secret)],
        ['decoded as if it were Base64', Buffer.from(secret, 'base64').toString('latin1')],
      ] as const) {
        if (changed !== secret)
          yield { says: `The AccessKeySecret was used ${what}.`, draft: { ...draft, secret: changed } };
      }
    },
  },
];
