import type { Cause } from '../../../src/errors/refuse.ts';
import type { Case, Cases } from '../support/case.ts';
import { absent, type Headers, put, STORED } from '../support/requests.ts';

/** A PutObject that is refused for what it says of the object to be. */
const refused = (name: string, rule: string, cause: Cause, headers: Headers): Case => ({
  name,
  rule,
  cause,
  ask: put(headers),
  after: absent,
});

/** Headers of PutObject (operations.md §2.15, §6.1, §6.13); other uploads share the checks. */
export const putObjectHeaderCases: Cases = {
  PutObject: [
    refused('precondition', 'a condition on PutObject is not implemented, which is a 400', 'precondition-on-put', {
      'If-Modified-Since': STORED,
    }),
    refused('content-md5-malformed', 'Content-MD5 is Base64 of 16 bytes', 'content-md5-malformed', {
      'Content-MD5': 'eB5eJF1ptWaXm4bijS==',
    }),
    refused('content-md5-in-hex', 'a digest in hexadecimal is taken for Base64, and differs', 'content-md5-mismatch', {
      'Content-MD5': '5eb63bbbe01eeed093cb22bb8f5acdc3',
    }),
    refused('acl-unknown', 'x-oss-object-acl holds one of four values', 'object-acl-unknown', {
      'x-oss-object-acl': 'public',
    }),
    refused(
      'storage-class-unknown',
      'x-oss-storage-class names a class of OSS, in its own case',
      'storage-class-unknown',
      { 'x-oss-storage-class': 'STANDARD' },
    ),
    refused(
      'encryption-unknown',
      'x-oss-server-side-encryption names a known algorithm',
      'encryption-algorithm-unknown',
      { 'x-oss-server-side-encryption': 'AES128' },
    ),
    refused('data-encryption-unknown', 'the data algorithm of KMS is SM4', 'data-encryption-unknown', {
      'x-oss-server-side-encryption': 'KMS',
      'x-oss-server-side-data-encryption': 'AES',
    }),
    refused('kms-key-empty', 'a KMS key id is not empty', 'kms-key-empty', {
      'x-oss-server-side-encryption': 'KMS',
      'x-oss-server-side-encryption-key-id': '',
    }),
    refused('metadata-too-large', 'user metadata has at most 8 KB in all', 'metadata-too-large', {
      'x-oss-meta-a': 'a'.repeat(8192),
    }),
    refused('metadata-name-illegal', 'metadata names hold letters, digits and hyphens', 'metadata-name-illegal', {
      'x-oss-meta-file_type': 'a',
    }),
    refused('metadata-value-illegal', 'metadata values are UTF-8', 'metadata-value-illegal', {
      'x-oss-meta-a': 'caf\xe9',
    }),
    refused(
      'user-last-modified-invalid',
      'x-oss-user-last-modified lies after the start of 1970',
      'user-last-modified-invalid',
      { 'x-oss-user-last-modified': 'Thu, 01 Jan 1970 00:00:00 GMT' },
    ),
    refused('traffic-limit-invalid', 'a traffic limit is between 819200 and 838860800 bit/s', 'traffic-limit-invalid', {
      'x-oss-traffic-limit': '100',
    }),
    refused('tag-repeated-too-often', 'an object has at most 10 tags', 'too-many-tags', {
      'x-oss-tagging': Array.from({ length: 11 }, (_, i) => `k${i}=v`).join('&'),
    }),
    refused('tag-key-too-long', 'a tag key has 1 to 128 characters', 'tag-key-length', {
      'x-oss-tagging': `${'k'.repeat(129)}=v`,
    }),
    refused('tag-key-characters', 'a tag key holds letters, digits and a few signs', 'tag-key-characters', {
      'x-oss-tagging': '%25=v',
    }),
    refused('tag-value-too-long', 'a tag value has at most 256 characters', 'tag-value-length', {
      'x-oss-tagging': `k=${'v'.repeat(257)}`,
    }),
    refused('tag-value-characters', 'a tag value holds letters, digits and a few signs', 'tag-value-characters', {
      'x-oss-tagging': 'k=%40',
    }),
    refused('tag-value-not-utf8', 'a tag value is UTF-8', 'tag-value-not-utf8', { 'x-oss-tagging': 'k=%D6%D0' }),
    refused(
      'persistent-headers-malformed',
      'x-oss-persistent-headers is a list of name:value',
      'persistent-headers-malformed',
      { 'x-oss-persistent-headers': 'name' },
    ),
    refused(
      'persistent-header-name-illegal',
      'a persistent header has the name of one',
      'persistent-header-name-illegal',
      { 'x-oss-persistent-headers': 'a b:YQ==' },
    ),
    refused('persistent-header-reserved', 'it is none that the service writes itself', 'persistent-header-reserved', {
      'x-oss-persistent-headers': 'x-oss-a:YQ==',
    }),
    refused('persistent-header-not-base64', 'its value is Base64', 'persistent-header-not-base64', {
      'x-oss-persistent-headers': 'a:*',
    }),
    refused('persistent-header-not-utf8', 'of UTF-8', 'persistent-header-not-utf8', {
      'x-oss-persistent-headers': 'a:/w==',
    }),
    refused('persistent-header-line-break', 'without line breaks', 'persistent-header-line-break', {
      'x-oss-persistent-headers': 'a:Cg==',
    }),
    refused('persistent-header-differs', 'and the same as a header sent by itself', 'persistent-header-differs', {
      'Cache-Control': 'no-cache',
      'x-oss-persistent-headers': 'Cache-Control:YQ==',
    }),
    refused('tagging-malformed', 'tags are written like a query', 'tagging-header-malformed', {
      'x-oss-tagging': 'k=%zz',
    }),
    refused('content-encoding-illegal', 'a stored header holds no control character', 'content-encoding-illegal', {
      'Content-Encoding': 'a\x01b',
    }),
    refused('cache-control-illegal', 'each has its own EC', 'cache-control-illegal', { 'Cache-Control': 'a\x01b' }),
    refused('expires-illegal', 'Expires too, which may be any other text', 'expires-illegal', { Expires: 'a\x01b' }),
    refused('content-language-illegal', 'or none at all', 'stored-header-illegal', { 'Content-Language': 'a\x01b' }),
  ],
};
