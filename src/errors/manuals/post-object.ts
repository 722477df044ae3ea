import { BOTH, type ManualRow } from './row.ts';

const FORM = { editions: BOTH } as const;
const UNKNOWN_KEY = 'The OSS Access Key Id you provided does not exist in our records.';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
const POLICY_FAILED = 'Invalid according to Policy: Policy Condition failed: ';
// biome-ignore lint/suspicious/noTemplateCurlyInString: printed like this
const FIELD_AND_VALUE = '["eq", "${field}", "${value}"]';

/** The 13 rows of the table of the chapter PostObject. */
export const postObject: readonly ManualRow[] = [
  {
    ...FORM,
    id: 'post-object/1',
    place: 'PostObject 1',
    code: 'MalformedPOSTRequest',
    message: 'The body of your POST request is not well-formed multipart/form-data',
    causes: ['form-malformed', 'form-part-header-malformed', 'form-field-name-invalid'],
  },
  {
    ...FORM,
    id: 'post-object/2',
    place: 'PostObject 2',
    code: 'InvalidAccessKeyId',
    message: UNKNOWN_KEY,
    causes: ['access-key-unknown'],
    accident: '2019 writes "You provided"',
  },
  {
    ...FORM,
    id: 'post-object/3',
    place: 'PostObject 3',
    code: 'AccessDenied',
    message: 'Invalid according to Policy: Policy expired.',
    causes: ['policy-expired'],
  },
  {
    ...FORM,
    id: 'post-object/4',
    place: 'PostObject 4',
    code: 'AccessDenied',
    message: `SignatureDoesNotMatch ${MISMATCH}`,
    causes: ['form-signature-mismatch'],
  },
  {
    ...FORM,
    id: 'post-object/5',
    place: 'PostObject 5',
    code: 'InvalidPolicyDocument',
    message: 'Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.',
    causes: ['policy-conditions-empty', 'policy-simple-condition-malformed'],
  },
  {
    ...FORM,
    id: 'post-object/6',
    place: 'PostObject 6',
    code: 'InvalidPolicyDocument',
    message: 'Invalid Policy: Invalid JSON: unknown char e',
    details: { Detail: 'unknown char e' },
    causes: ['policy-not-json'],
    accident: '2019 writes "unknown character" and stops there',
  },
  {
    ...FORM,
    id: 'post-object/7',
    place: 'PostObject 7',
    code: 'InvalidPolicyDocument',
    message: 'Invalid Policy: Invalid JSON: , or ] expected',
    details: { Detail: ', or ] expected' },
    causes: ['policy-not-json'],
  },
  ...[
    ['8', '["starts-with", "$key", "user/eric/"]'],
    ['9', '["eq", "$bucket", "mingdi-bjx"]'],
    ['10', '["starts-with", "$x-oss-meta-prop", "prop-"]'],
    ['11', FIELD_AND_VALUE],
  ].map(
    ([number, condition]): ManualRow => ({
      ...FORM,
      id: `post-object/${number}`,
      place: `PostObject ${number}`,
      code: 'AccessDenied',
      message: `${POLICY_FAILED}${condition}`,
      details: { Condition: condition ?? '' },
      causes: ['policy-condition-failed', 'policy-field-missing'],
      accident: 'both editions put blanks around the quotation marks; those of 2019 are typographic',
    }),
  ),
  {
    ...FORM,
    id: 'post-object/12',
    place: 'PostObject 12',
    code: 'AccessDenied',
    message: 'You have no right to access this object because of bucket acl.',
    causes: ['bucket-acl-refuses'],
  },
  {
    ...FORM,
    id: 'post-object/13',
    place: 'PostObject 13',
    code: 'InvalidArgument',
    message:
      "The bucket POST must contain the specified 'key'. If it is specified, please check the order of the fields",
    causes: ['form-without-key'],
    accident: '2019 prints typographic quotation marks around key',
  },
];
