import type { CauseRow } from '../cause.ts';

/** EC 0002-000007xx: the signature fields of a PostObject form, and its mandatory fields. */
export const formSignature = {
  'form-without-key': {
    status: 400,
    code: 'InvalidArgument',
    message:
      "The bucket POST must contain the specified 'key'. If it is specified, please check the order of the fields",
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'manual',
    source: 'manuals, PostObject table row 13; element shape of the OSSAccessKeyId capture',
    reason: 'The form has no key field, or key stands after file, where it is no longer read.',
    remedy: 'Put key before file.',
  },
  'form-without-field': {
    status: 400,
    code: 'InvalidArgument',
    message: 'The bucket POST must contain the specified field name.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'doc',
    source: '400 page of 2021',
    reason: 'A field that the operation needs is missing from the form.',
    remedy: 'Add the field before file.',
  },
  'form-without-policy': {
    status: 400,
    code: 'InvalidArgument',
    message:
      "The bucket POST must contain the specified 'policy'. If it is specified, please check the order of the fields",
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000702',
    evidence: 'doc',
    source: 'EC page 0002-00000702',
    reason: 'The form is signed (it has an access key or a signature) but holds no policy before file.',
    remedy: 'Send OSSAccessKeyId, policy and Signature together, all before file.',
  },
  'form-without-signature': {
    status: 400,
    code: 'InvalidArgument',
    message:
      "The bucket POST must contain the specified '{ArgumentName}'. If it is specified, please check the order of the fields",
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000703',
    evidence: 'doc',
    source: 'EC page 0002-00000703, which names the field of each signature version',
    reason: 'The form names an access key or a policy but has no signature before file.',
    remedy:
      'Send the signature together with the policy, both before file: in Signature for V1, in x-oss-signature for V2 and V4.',
  },
  'form-signature-empty': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Post request signature is empty.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000704',
    evidence: 'doc',
    source: 'EC page 0002-00000704; 400 page of 2021 for the text',
    reason:
      'The Signature field is there but empty, usually because the page sent the form before the server answered with the signature.',
    remedy: 'Wait for the signature before submitting the form.',
  },
  'form-signature-mismatch': {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    extras: ['OSSAccessKeyId', 'SignatureProvided', 'StringToSign', 'StringToSignBytes'],
    ec: '0002-00000705',
    evidence: 'manual',
    source:
      'EC page 0002-00000705; manuals, PostObject table row 4, print it with code AccessDenied; elements as for a header signature',
    reason:
      'The signature of the form is not the one of its policy field with this access key. The signed text is the Base64 text as sent.',
    remedy:
      'Sign exactly the string that goes into policy: no line breaks, no second encoding, the secret of the same key.',
    earlier: {
      '2022': {
        code: 'AccessDenied',
        message:
          'SignatureDoesNotMatch The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      },
      '2019': {
        code: 'AccessDenied',
        message:
          'SignatureDoesNotMatch The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      },
    },
  },
  'form-without-access-key': {
    status: 400,
    code: 'InvalidArgument',
    message:
      "The bucket POST must contain the specified '{ArgumentName}'. If it is specified, please check the order of the fields",
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000706',
    evidence: 'capture',
    source: 'cap-051; EC page 0002-00000706, which names the field of each signature version',
    reason: 'The form has a policy or a signature but no access key id before file.',
    remedy:
      'Send OSSAccessKeyId (V2: x-oss-access-key-id), policy and signature together, all before file; names are case-sensitive in older regions.',
  },
  'form-access-key-empty': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Post request accessKeyId is empty.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000707',
    evidence: 'doc',
    source: 'EC page 0002-00000707; 400 page of 2021 for the text',
    reason: 'The field for the access key id is there but empty.',
    remedy:
      'Wait for the answer of the server that signs before the form is submitted, and copy its key id into the field.',
  },
  'form-without-signing-field': {
    status: 400,
    code: 'InvalidArgument',
    message:
      "The bucket POST must contain the specified '{ArgumentName}'. If it is specified, please check the order of the fields",
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'access.md POST-19 for the text; the V4 page says that all of its fields are required',
    reason:
      'A form signed with V2 or V4 lacks a field that its signature version has beside policy and x-oss-signature.',
    remedy: 'Send x-oss-signature-version, and for V4 x-oss-credential and x-oss-date, all before file.',
  },
  'form-signature-version-unknown': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000701',
    evidence: 'inferred',
    source: 'EC page 0002-00000701; the text is the general one of the 400 page',
    reason: 'The field x-oss-signature-version is neither OSS2 nor OSS4-HMAC-SHA256.',
    remedy: 'Write OSS4-HMAC-SHA256, or leave the field out for a V1 form.',
  },
  'form-credential-id-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000708',
    evidence: 'inferred',
    source: 'EC page 0002-00000708; the text is the general one of the 400 page',
    reason: 'The access key id in x-oss-credential holds characters that no access key id has, for example a tab.',
    remedy: 'Trim the id where it is read from the configuration.',
  },
  'form-credential-date-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000709',
    evidence: 'inferred',
    source: 'EC page 0002-00000709; access.md POST-22; the text is the general one of the 400 page',
    reason:
      'The date in x-oss-credential is not YYYYMMDD or not the day of x-oss-date, or x-oss-date is not YYYYMMDDThhmmssZ or more than 15 minutes away from the server time.',
    remedy: 'Take both from one reading of the clock, in UTC, and make the form shortly before it is used.',
  },
  'form-credential-suffix-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000710',
    evidence: 'inferred',
    source: 'EC page 0002-00000710; access.md POST-22',
    reason: 'x-oss-credential does not end in aliyun_v4_request.',
    remedy: 'End it with /oss/aliyun_v4_request.',
  },
  'form-credential-product-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'The signing product in credential is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'text of the URL twin v4-url-scope-product; no EC is published for forms',
    reason:
      'The form was signed for another product than the one of the endpoint: oss, or oss-cloudbox on a cloud box.',
    remedy: 'Write oss as the fourth part of x-oss-credential and sign with it.',
  },
  'form-credential-region-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'The signing region in credential is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'text of the URL twin v4-url-scope-region; no EC is published for forms',
    reason: 'The form was signed for another region than the one of the endpoint it is posted to.',
    remedy: 'Sign with the region id of the bucket, such as cn-hangzhou, without the prefix oss-.',
  },
  'form-s3-credential-malformed': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    ec: '0002-00000711',
    evidence: 'inferred',
    source: 'EC page 0002-00000711; the text is the general one of the 400 page',
    reason: 'x-amz-credential of an S3-compatible form does not hold five parts separated by slashes.',
    remedy: 'Write id/date/region/s3/aws4_request.',
  },
} as const satisfies Record<string, CauseRow>;
