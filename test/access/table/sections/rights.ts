import { allow, at, deny, each, type Section } from '../section.ts';

const ACL = { headers: { 'x-oss-object-acl': 'private' } };
const TAGS = { headers: { 'x-oss-tagging': 'a=b' } };
const BOTH = { headers: { ...ACL.headers, ...TAGS.headers } };
const RETAINED = { headers: { 'x-oss-object-worm-mode': 'COMPLIANCE' } };
const HELD = { headers: { 'x-oss-object-worm-legal-hold': 'ON' } };
const UPLOADS = [
  'PutObject docs/new',
  'AppendObject docs/log',
  'InitiateMultipartUpload docs/big',
  'CopyObject docs/copy',
] as const;
const VERSION = { query: 'versionId=null' };

/** access.md §10.4: what a request needs beside its own action. */
export const rights: readonly Section[] = [
  {
    rule: 'an upload that sets an ACL or tags needs the right to do so',
    policies: {
      upload: [allow(['oss:PutObject', 'oss:GetObject'], at('docs/*'))],
      acl: [allow('oss:PutObjectAcl', at('docs/*'))],
      tags: [allow('oss:PutObjectTagging', at('docs/*'))],
    },
    holds: { alice: ['upload'], bob: ['upload', 'acl'], courier: ['upload', 'acl', 'tags'] },
    rows: [
      ...each(['alice', 'bob', 'courier'], ['PutObject docs/new', 'AppendObject docs/log'], 'ram-policy upload[0]'),
      ...each(['alice'], UPLOADS, 'object-acl-write-refused', { ...ACL, action: 'oss:PutObjectAcl' }),
      ...each(['alice', 'bob'], UPLOADS, 'tagging-right-missing', { ...TAGS, action: 'oss:PutObjectTagging' }),
      ['alice', 'PutObject docs/new', 'object-acl-write-refused', { ...BOTH, action: 'oss:PutObjectAcl' }],
      ['bob', 'PutObject docs/new', 'ram-policy upload[0]', ACL],
      ['bob', 'PutObject docs/new', 'tagging-right-missing', { ...BOTH, action: 'oss:PutObjectTagging' }],
      ['courier', 'PutObject docs/new', 'ram-policy upload[0]', BOTH],
      ['alice', 'GetObject docs/k', 'ram-policy upload[0]', BOTH],
      ['owner', 'PutObject docs/new', 'owner', BOTH],
    ],
  },
  {
    rule: 'an upload that is to be retained or held needs the right to do so',
    policies: {
      upload: [allow('oss:PutObject', at('docs/*'))],
      keep: [allow(['oss:PutObjectRetention', 'oss:PutObjectLegalHold'], at('docs/*'))],
    },
    holds: { alice: ['upload'], bob: ['upload', 'keep'] },
    rows: [
      ['alice', 'PutObject docs/new', 'no-right-to-object', { ...RETAINED, action: 'oss:PutObjectRetention' }],
      ['alice', 'PutObject docs/new', 'no-right-to-object', { ...HELD, action: 'oss:PutObjectLegalHold' }],
      ['bob', 'PutObject docs/new', 'ram-policy upload[0]', RETAINED],
      ['bob', 'PutObject docs/new', 'ram-policy upload[0]', HELD],
    ],
  },
  {
    rule: 'tags are read and set by who is granted that, whatever the ACL, and apart for one version',
    policies: {
      tags: [allow('oss:GetObjectTagging', at('docs/*'))],
      version: [allow('oss:GetObjectVersionTagging', at('docs/*'))],
    },
    holds: { alice: ['tags'], bob: ['version'] },
    buckets: { docs: { acl: 'public-read-write' } },
    rows: [
      ['alice', 'GetObjectTagging docs/k', 'ram-policy tags[0]'],
      ['alice', 'GetObjectTagging docs/k', 'no-right-to-object', { ...VERSION, action: 'oss:GetObjectVersionTagging' }],
      ['bob', 'GetObjectTagging docs/k', 'no-right-to-object'],
      ['bob', 'GetObjectTagging docs/k', 'ram-policy version[0]', VERSION],
      ['stranger', 'GetObjectTagging docs/k', 'bucket-management-refused'],
      ['owner', 'GetObjectTagging docs/k', 'owner'],
    ],
  },
  {
    rule: 'a Deny of the right that a header needs denies the upload',
    policies: { upload: [allow('oss:*', at('docs/*')), deny('oss:PutObjectAcl')] },
    holds: { alice: ['upload'] },
    rows: [
      ['alice', 'PutObject docs/new', 'ram-policy-denies', { ...ACL, action: 'oss:PutObjectAcl' }],
      ['alice', 'PutObject docs/new', 'ram-policy upload[0]', TAGS],
      ['alice', 'PutObjectAcl docs/k', 'ram-policy-denies'],
    ],
  },
  {
    rule: 'a public bucket does not let everyone set ACLs and tags',
    buckets: { docs: { acl: 'public-read-write' } },
    rows: [
      ...each(['anonymous', 'stranger', 'alice'], ['PutObject docs/new'], 'object-acl-write-refused', {
        ...ACL,
        action: 'oss:PutObjectAcl',
      }),
      ['stranger', 'PutObject docs/new', 'tagging-right-missing', TAGS],
      ['stranger', 'PutObject docs/new', 'acl bucket public-read-write'],
    ],
  },
  {
    rule: 'a copy needs the right to read its source as well',
    policies: {
      write: [allow('oss:PutObject', at('docs/*', 'spare/*'))],
      read: [allow('oss:GetObject', at('docs/*'))],
    },
    holds: { alice: ['write'], bob: ['write', 'read'] },
    buckets: { spare: { objects: { open: 'public-read', shut: 'private' } } },
    rows: [
      ['alice', 'CopyObject docs/copy', 'bucket-acl-refuses', { action: 'oss:GetObject' }],
      ['alice', 'CopyObject spare/copy', 'bucket-acl-refuses', { action: 'oss:GetObject' }],
      ['bob', 'CopyObject docs/copy', 'ram-policy write[0] + ram-policy read[0]'],
      ['bob', 'CopyObject spare/copy', 'ram-policy write[0] + ram-policy read[0]'],
      ['bob', 'CopyObject docs/copy', 'bucket-acl-refuses', from('spare/k', 'oss:GetObject')],
      ['bob', 'CopyObject docs/copy', 'object-acl-refuses-read', from('spare/shut', 'oss:GetObject')],
      ['bob', 'CopyObject docs/copy', 'ram-policy write[0] + acl object public-read', from('spare/open')],
      ['courier', 'CopyObject docs/copy', 'bucket-acl-refuses', from('spare/open')],
      ['stranger', 'CopyObject docs/copy', 'bucket-acl-refuses', from('spare/open')],
      ['owner', 'CopyObject docs/copy', 'owner', from('spare/k')],
    ],
  },
  {
    rule: 'the source of a copy belongs to its own bucket, policy and ACL, not to those of the target',
    policies: { all: [allow('oss:*')] },
    holds: { alice: ['all'] },
    buckets: {
      theirs: { owner: '6543210987654321' },
      guarded: { policy: [deny('oss:GetObject', at('guarded/*'), { Principal: ['*'] })] },
    },
    rows: [
      ['alice', 'CopyObject docs/copy', 'bucket-acl-refuses', from('theirs/k', 'oss:GetObject')],
      ['owner', 'CopyObject docs/copy', 'bucket-acl-refuses', from('theirs/k')],
      ['alice', 'CopyObject docs/copy', 'bucket-policy-denies', from('guarded/k', 'oss:GetObject')],
      ['owner', 'CopyObject docs/copy', 'owner', from('guarded/k')],
    ],
  },
  {
    rule: 'one version is granted by the action of its own',
    policies: {
      plain: [allow(['oss:GetObject', 'oss:DeleteObject', 'oss:GetObjectAcl', 'oss:PutObject'], at('docs/*'))],
      version: [allow(['oss:GetObjectVersion', 'oss:DeleteObjectVersion', 'oss:*ObjectVersionAcl'], at('docs/*'))],
    },
    holds: { alice: ['plain'], bob: ['version'], courier: ['plain', 'version'] },
    rows: [
      ['alice', 'GetObject docs/k', 'bucket-acl-refuses', { ...VERSION, action: 'oss:GetObjectVersion' }],
      ['alice', 'HeadObject docs/k', 'bucket-acl-refuses', { ...VERSION, action: 'oss:GetObjectVersion' }],
      ['alice', 'DeleteObject docs/k', 'bucket-acl-refuses', { ...VERSION, action: 'oss:DeleteObjectVersion' }],
      ['alice', 'GetObjectAcl docs/k', 'object-acl-read-refused', { ...VERSION, action: 'oss:GetObjectVersionAcl' }],
      [
        'alice',
        'DeleteMultipleObjects docs',
        'bucket-acl-refuses',
        { keys: ['x@null'], action: 'oss:DeleteObjectVersion' },
      ],
      ['alice', 'DeleteMultipleObjects docs', 'ram-policy plain[0]', { keys: ['x', 'y'] }],
      ['alice', 'CopyObject docs/copy', 'bucket-acl-refuses', from('docs/k?versionId=null', 'oss:GetObjectVersion')],
      ...each(['bob'], ['GetObject docs/k', 'HeadObject docs/k'], 'ram-policy version[0]', VERSION),
      ['bob', 'PutObjectAcl docs/k', 'ram-policy version[0]', VERSION],
      ['bob', 'GetObject docs/k', 'bucket-acl-refuses'],
      ['bob', 'DeleteMultipleObjects docs', 'ram-policy version[0]', { keys: ['x@null'] }],
      ['bob', 'DeleteMultipleObjects docs', 'bucket-acl-refuses', { keys: ['x@null', 'y'] }],
      [
        'courier',
        'DeleteMultipleObjects docs',
        'ram-policy version[0] + ram-policy plain[0]',
        { keys: ['x@null', 'y'] },
      ],
      ['courier', 'CopyObject docs/copy', 'ram-policy plain[0] + ram-policy version[0]', from('docs/k?versionId=null')],
      ['anonymous', 'GetObject docs/k', 'bucket-acl-refuses', VERSION],
    ],
  },
  {
    rule: 'a batch is refused as a whole when one of its objects may not be deleted',
    policies: {
      cleaner: [allow('oss:DeleteObject', at('docs/tmp/*')), deny('oss:DeleteObject', at('docs/tmp/keep*'))],
    },
    holds: { alice: ['cleaner'], bob: ['cleaner'] },
    buckets: {
      docs: {
        policy: [deny('oss:DeleteObject', at('docs/tmp/held', 'docs/tmp/keep-held'), { Principal: ['*'] })],
        objects: { shut: 'private' },
      },
    },
    rows: [
      ['alice', 'DeleteMultipleObjects docs', 'ram-policy cleaner[0]', { keys: ['tmp/1', 'tmp/2'] }],
      ['alice', 'DeleteMultipleObjects docs', 'bucket-acl-refuses', { keys: ['tmp/1', 'k'] }],
      ['alice', 'DeleteMultipleObjects docs', 'object-acl-refuses-write', { keys: ['tmp/1', 'shut'] }],
      ['alice', 'DeleteMultipleObjects docs', 'policy-denies-one-of-many', { keys: ['tmp/1', 'tmp/keep'] }],
      ['alice', 'DeleteMultipleObjects docs', 'policy-denies-one-of-many', { keys: ['tmp/keep-held'] }],
      [
        'alice',
        'DeleteMultipleObjects docs',
        'policy-denies-one-of-many',
        { keys: ['tmp/1', 'tmp/held'], detail: { PolicyType: 'ResourceBasedPolicy' } },
      ],
      ['owner', 'DeleteMultipleObjects docs', 'owner', { keys: ['tmp/held'] }],
      ['stranger', 'DeleteMultipleObjects docs', 'policy-denies-one-of-many', { keys: ['tmp/held'] }],
      ['anonymous', 'DeleteMultipleObjects docs', 'bucket-acl-refuses', { keys: ['k'] }],
      ['alice', 'DeleteObject docs/tmp/keep', 'ram-policy-denies'],
    ],
  },
];

/** A copy of another object than `docs/k`. */
function from(source: string, action?: string) {
  return { headers: { 'x-oss-copy-source': `/${source}` }, ...(action !== undefined && { action }) };
}
