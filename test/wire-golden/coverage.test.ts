import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressing } from '../../src/errors/catalogue/addressing.ts';
import { authentication } from '../../src/errors/catalogue/authentication.ts';
import { bucket } from '../../src/errors/catalogue/bucket.ts';
import { copying } from '../../src/errors/catalogue/copying.ts';
import { deleteMultiple } from '../../src/errors/catalogue/delete-multiple.ts';
import { formPolicy } from '../../src/errors/catalogue/form-policy.ts';
import { formSignature } from '../../src/errors/catalogue/form-signature.ts';
import { image } from '../../src/errors/catalogue/image.ts';
import { imageOperators } from '../../src/errors/catalogue/image-operators.ts';
import { imageResize } from '../../src/errors/catalogue/image-resize.ts';
import { imageWatermark } from '../../src/errors/catalogue/image-watermark.ts';
import { listing } from '../../src/errors/catalogue/listing.ts';
import { multipart } from '../../src/errors/catalogue/multipart.ts';
import { object } from '../../src/errors/catalogue/object.ts';
import { postForm } from '../../src/errors/catalogue/post-form.ts';
import { protocol } from '../../src/errors/catalogue/protocol.ts';
import { retention } from '../../src/errors/catalogue/retention.ts';
import { selectSql } from '../../src/errors/catalogue/select-sql.ts';
import { storageClass } from '../../src/errors/catalogue/storage-class.ts';
import { tagging } from '../../src/errors/catalogue/tagging.ts';
import { upload } from '../../src/errors/catalogue/upload.ts';
import { operations } from '../../src/operations/index.ts';
import { tables } from './cases/index.ts';

/** Causes that no single request can bring about, and why. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  'access-key-network': 'keys have no network rules yet',
  'token-of-another-key': 'no case has a temporary key',
  'token-undecodable': 'no case has a temporary key',
  'token-expired': 'no case has a temporary key',
  'token-not-supported-here': 'no case has a temporary key',
  'token-not-supported-in-region': 'no case has a temporary key',
  'copy-source-too-large': 'the smallest source that is too large has more than 1 GB',
  'form-without-field': 'every field that can be missing has a text of its own',
  'form-s3-credential-malformed': 'forms of S3 are not read',
  'images-not-installed': 'sharp is installed wherever tests run',
  'image-too-many-operators': 'only the syntax behind an @ counts operators',
  's3-storage-class-unknown': 'headers of S3 are not read',
  'v4-authorization-not-known': 'every server here knows V4',
};

const cases = tables.flatMap((table) =>
  Object.entries(table).flatMap(([operation, list]) => list.map((one) => ({ ...one, operation }))),
);
const held = new Set(cases.flatMap(({ cause }) => cause ?? []));

test('every operation that works has an answer of success held to its bytes', () => {
  const succeeded = new Set(cases.filter(({ cause }) => cause === undefined).map(({ operation }) => operation));
  const working = new Set(operations.filter(({ support }) => support === 'works').map(({ name }) => name));
  expect([...working].filter((name) => !succeeded.has(name))).toEqual([]);
});

test('every cause of the protocol, of names, keys, buckets, lists, objects, uploads, forms and images is held to its bytes', () => {
  const families = [
    protocol,
    addressing,
    authentication,
    bucket,
    listing,
    object,
    multipart,
    upload,
    retention,
    storageClass,
    tagging,
    deleteMultiple,
    copying,
    postForm,
    formSignature,
    formPolicy,
    selectSql,
    image,
    imageOperators,
    imageResize,
    imageWatermark,
  ];
  const causes = families.flatMap((family) => Object.keys(family));
  expect(causes.filter((cause) => !held.has(cause as never) && !(cause in OUT_OF_REACH))).toEqual([]);
  expect(Object.keys(OUT_OF_REACH).filter((cause) => held.has(cause as never) || !causes.includes(cause))).toEqual([]);
});

test('every golden file belongs to one case, and every case to one file', () => {
  const root = new URL('../golden/wire/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.http'));
  expect(files.sort()).toEqual(cases.map(({ operation, name }) => `${operation}/${name}.http`).sort());
});
