import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findErrors } from '../../src/errors/find.ts';
import { type Explained, explainText } from '../../src/explain/explain.ts';

const FOUND = new URL('./fixtures/found/', import.meta.url);

/** What a text comes to: how sure, and the causes that may be meant; one word for what is no refusal of a known cause. */
interface Told {
  readonly certainty: Explained['certainty'];
  readonly causes?: readonly string[];
  /** In what is said beside. */
  readonly says?: string;
}

const certain = (cause: string, says?: string): Told => ({
  certainty: 'certain',
  causes: [cause],
  ...(says && { says }),
});

/** Texts as people pasted them in public, without names and keys; where each is from. */
const TEXTS: Readonly<Record<string, readonly [source: string, told: Told]>> = {
  'aws-js-v3.aws-chunked': ['karakeep-app/karakeep issue 2191', certain('aws-chunked-payload', '"aws-chunked"')],
  'boto3.aws-chunked': ['sansan0/TrendRadar issue 875', certain('aws-chunked-payload')],
  'aws-go-v2.aws-chunked': ['usememos/memos issue 4731', certain('aws-chunked-payload')],
  'aws-java-v2.aws-chunked': ['pig-mesh/oss-spring-boot-starter issue 21', certain('aws-chunked-payload')],
  'aws-go.path-style': ['koderover/zadig issue 182', certain('path-style-refused')],
  'aws-java.path-style': ['the text of the one above, as the SDK for Java prints it', certain('path-style-refused')],
  'aws-js-object.path-style': ['notea-org/notea issue 182', certain('path-style-refused')],
  'log.path-style': ['treeverse/lakeFS issue 3613', certain('path-style-refused')],
  'aws-go-v2.head': ['coze-dev/coze-studio issue 2219', { certainty: 'unknown', says: '2025-09-19T08:28:42' }],
  'php.head': ['alphasnow/aliyun-oss-laravel issue 5', { certainty: 'unknown', says: '2021-06-17T02:50:31' }],
  'chinese.user-disabled': ['a public file', certain('user-disabled')],
  'terraform.user-disabled': ['a public file', certain('user-disabled')],
  'oss2.user-disabled': ['a public file', certain('user-disabled')],
  'picgo.signature-2022': [
    'Molunerfinn/PicGo issue 877',
    { certainty: 'likely', causes: ['signature-mismatch-v1'], says: '2022-04-16T07:43:21' },
  ],
  'browser.s3-v2-url': ['vastsa/FileCodeBox issue 137', certain('s3-v2-url-signature-mismatch')],
  'node-old.wrong-endpoint': ['coderhaoxin/aliyun-oss issue 25', certain('wrong-endpoint')],
  'oss2.wrong-endpoint': ['a public file', certain('wrong-endpoint')],
  'key-value-log.wrong-endpoint': ['a public file', certain('wrong-endpoint')],
  'oss2.digest-in-hex': ['a public file', certain('content-md5-mismatch', 'LG0wOafDi//RRs9CDztT0g==')],
  'ossutil.list-refused': ['a public file', certain('bucket-read-refused')],
  'ossutil2.public-endpoint': ['a public file', certain('public-endpoint-forbidden')],
  'page.content-type-override': ['EC page 0017-00000902', certain('content-type-override-refused')],
  'page.head-of-answer': [
    'the page on error responses',
    { certainty: 'open', causes: ['bucket-acl-refuses', 'bucket-read-refused'], says: '2022-11-09T08:45:46' },
  ],
  'http.not-yours': [
    'a public file',
    { certainty: 'open', causes: ['anonymous-list-public', 'tagging-right-missing'] },
  ],
  'ruby.not-yours-2019': [
    'fog/fog-aliyun issue 44',
    { certainty: 'open', causes: ['bucket-management-refused', 'bucket-read-refused'], says: '2019-06-12T05:33:11' },
  ],
  'python-2015.session-policy': ['a public file', certain('session-policy-refuses')],
  'browser-extension.bucket-acl': ['zfile-dev/zfile issue 62', { certainty: 'likely', causes: ['bucket-acl-refuses'] }],
  'guzzle.cut-off': [
    'how Guzzle cuts off, of the text above',
    { certainty: 'open', causes: ['bucket-acl-refuses', 'no-right-to-object'] },
  ],
  'php.append-position': ['xxtime/flysystem-aliyun-oss issue 5', certain('append-position-wrong')],
  'android.part-order': ['aliyun/aliyun-oss-android-sdk issue 57', certain('parts-not-ascending')],
  'node-old.part-too-small': [
    'berwin/aliyun-oss-upload-stream issue 11',
    { certainty: 'open', causes: ['part-too-small', 'form-file-too-small'] },
  ],
  'siyuan.date-missing': ['terwer/siyuan-plugin-picgo issue 681', certain('date-missing')],
  'opendal.no-such-bucket': ['a public file', certain('no-such-bucket')],
  'csharp-v2.no-such-key': ["the format of the SDK's source", { certainty: 'open', causes: ['no-such-key'] }],
  'aws-php.endpoint-twice': ['xiebruce/PicUploader issue 35', { certainty: 'likely', causes: ['invalid-bucket-name'] }],
  'ossfs.bucket-twice': ['aliyun/ossfs pull request 31', { certainty: 'likely', causes: ['invalid-bucket-name'] }],
  'php.bucket-twice-2015': ['ali-sdk/ali-oss issue 49', { certainty: 'open', causes: ['invalid-bucket-name'] }],
  'cpp.clock-skew': ['alibaba/AliOS-Things issue 1425', { certainty: 'likely', causes: ['clock-skew'] }],
  'cpp.object-name': [
    'aliyun/aliyun-oss-cpp-sdk issue 123',
    { certainty: 'open', causes: ['object-name-leading-slash'], says: '2022-07-05T02:54:05' },
  ],
  'android.clock-of-1970': [
    'aliyun/aliyun-oss-android-sdk issue 167',
    { certainty: 'likely', causes: ['clock-skew'], says: '17985 d' },
  ],
  'picgo.clock-skew': [
    'Molunerfinn/PicGo issue 759',
    { certainty: 'likely', causes: ['clock-skew'], says: 'local time may have been sent as GMT' },
  ],
  'oss2.token-expired': ['jxxghp/MoviePilot issue 6295', certain('token-expired', '2026-08-13T06:44:11')],
  'go.copy-archived': ['aliyun/aliyun-oss-go-sdk issue 436', certain('copy-source-not-restored')],
  'chinese.callback-unreachable': [
    'cloudreve/cloudreve issue 2100, with the blanks it lost',
    certain('callback-unreachable'),
  ],
  'chinese.callback-502': ['cloudreve/cloudreve issue 1693', { certainty: 'open', causes: ['callback-refused'] }],
  'chinese.policy-words': ['ali-sdk/ali-oss issue 1298', { certainty: 'open', causes: ['bucket-policy-denies'] }],
  'rust.signature-words': [
    'openobserve/openobserve issue 1221',
    { certainty: 'open', causes: ['signature-mismatch-v1', 'signature-mismatch-v4'] },
  ],
  'java.ceph': ['alibaba/DataX issue 1855', { certainty: 'unknown', says: 'Ceph Object Gateway' }],
  'minio.policy': ['minio/minio-py issue 1047', { certainty: 'unknown', says: 'as its HostId shows' }],
  'obs.clock-skew': [
    'huaweicloud/huaweicloud-sdk-java-obs issue 84',
    { certainty: 'unknown', says: 'as its HostId shows' },
  ],
  'browser.part-without-etag': ['ali-sdk/ali-oss issue 416', { certainty: 'likely', causes: ['invalid-part'] }],
  'android.lifecycle-without-action': [
    'aliyun/aliyun-oss-android-sdk issue 254',
    { certainty: 'likely', causes: ['lifecycle-without-action'] },
  ],
  'node.image-quality': ['pengng/ali-img issue 2', certain('image-quality-word')],
  'go-v2.domain-not-verified': ['certimate-go/certimate issue 1042', certain('domain-not-verified')],
  'java.not-http': ['dromara/x-file-storage issue 82', { certainty: 'likely', causes: ['bad-header-section'] }],
  'aws-js-v3.delete-without-digest': [
    'lobehub/lobehub issue 8918',
    certain('delete-without-digest', 'the argument meant is Content-MD5'),
  ],
  'aws-rust.path-style': ['vectordotdev/vector issue 20746', certain('path-style-refused')],
  's3.chunks-2019': ['gomods/athens issue 1296', certain('aws-chunked')],
  'boto3.chunks-with-trailer': ['a public file, as boto3 prints it', certain('s3-chunks-with-trailer')],
  'jindo.v4-not-known': [
    'aliyun/alibabacloud-jindodata issue 127',
    { certainty: 'likely', causes: ['v4-authorization-not-known'] },
  ],
  'libcloud.host-not-standard': ['apache/libcloud issue 1563', certain('host-not-standard')],
  'document.session-policy': [
    'code.python88.com/l/TqBqdIbN7F',
    certain('session-policy-refuses', 'missing right: oss:PutObject'),
  ],
  'http.signature-2012': [
    'developer.aliyun.com/ask/148861',
    { certainty: 'likely', causes: ['signature-mismatch-v1'], says: '2012-09-08T08:47:06' },
  ],
  'node-old.signature-2015': [
    'aliyun-UED/aliyun-sdk-js issue 44',
    { certainty: 'open', causes: ['signature-mismatch-v1', 'signature-mismatch-v4'] },
  ],
  'tos.json': ['a public file', { certainty: 'unknown', says: 'Volcengine TOS' }],
  's3.access-denied': ['bnb-chain/bsc-ecosystem issue 44', { certainty: 'unknown', says: "not of OSS's form" }],
};

function explained(name: string): Explained[] {
  return explainText(readFileSync(new URL(`${name}.txt`, FOUND), 'utf8'), { library: [] });
}

describe('texts that people pasted', () => {
  it('are the files there are', () => {
    expect(Object.keys(TEXTS).sort()).toEqual(
      readdirSync(FOUND)
        .map((file) => file.replace(/\.txt$/, ''))
        .sort(),
    );
  });

  it.each(Object.entries(TEXTS).map(([name, [source, told]]) => ({ name, source, ...told })))(
    '$name ($source)',
    ({ name, certainty, causes = [], says = '' }) => {
      const found = explained(name);
      expect(found.map((one) => one.certainty)).toEqual([certainty]);
      const [one] = found as [Explained];
      const named = one.causes.map(({ cause }) => cause);
      expect(named).toEqual(expect.arrayContaining([...causes]));
      if (certainty === 'certain' || certainty === 'likely') expect(named[0]).toBe(causes[0]);
      if (certainty === 'unknown') expect(named).toEqual([]);
      expect(one.notes.join('\n')).toContain(says);
    },
  );

  it('name causes that ossmock errors finds by code, by EC and by the message as pasted', () => {
    for (const name of Object.keys(TEXTS)) {
      const [{ causes, certainty, seen } = {} as Explained] = explained(name);
      if (certainty !== 'certain') continue;
      const cause = causes[0]?.cause;
      for (const query of [seen.code, seen.ec, seen.message]) {
        if (query === undefined) continue;
        expect(
          findErrors(query).map(([known]) => known),
          `${name}: ${query}`,
        ).toContain(cause);
      }
    }
  });
});

describe('an answer that the catalogue does not have as it is', () => {
  const document = (inside: string) => `<Error>\n${inside}\n</Error>`;

  it('is held against the row of its EC when its words are others', () => {
    const [found] = explainText(
      document('<Code>AccessDenied</Code><Message>Something new.</Message><EC>0015-00000101</EC>'),
      { library: [] },
    );
    expect(found).toMatchObject({ certainty: 'likely', causes: [{ cause: 'no-such-bucket' }] });
    expect(found?.causes[0]?.doubts).toContain('its Code is known as NoSuchBucket');
  });

  it('is held against the row of its words when it has a new element', () => {
    const [found] = explainText(
      document(
        '<Code>NoSuchBucket</Code><Message>The specified bucket does not exist.</Message><BucketName>a</BucketName><Region>b</Region><EC>0015-00000101</EC>',
      ),
      { library: [] },
    );
    expect(found).toMatchObject({ certainty: 'likely', causes: [{ cause: 'no-such-bucket' }] });
    expect(found?.causes[0]?.doubts).toEqual(['it is not known to have Region']);
  });

  it('has no EC to miss before there were ECs', () => {
    const old = document(
      '<Code>NoSuchBucket</Code><Message>The specified bucket does not exist.</Message><RequestId>5C3D9175B6FC201293AD1111</RequestId><BucketName>a</BucketName>',
    );
    expect(explainText(old, { library: [] })).toMatchObject([{ certainty: 'certain' }]);
    const recent = old.replace('5C3D9175', '6C3D9175');
    expect(explainText(recent, { library: [] })).toMatchObject([{ certainty: 'likely' }]);
  });

  it('with nothing but an EC that is not in the catalogue may be anything', () => {
    expect(explainText('x-oss-ec: 0099-00000001', { library: [] })).toMatchObject([
      { certainty: 'unknown', causes: [] },
    ]);
  });

  it('is told the usual causes first where nothing tells them apart', () => {
    const words =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    const [found] = explainText(words, { library: [] });
    expect(found?.causes.slice(0, 3).map(({ cause }) => cause)).toEqual([
      'signature-mismatch-v1',
      'signature-mismatch-v4',
      'form-signature-mismatch',
    ]);
  });

  it('of another service is never stated as certain', () => {
    const minio = document(
      '<Code>NoSuchBucket</Code><Message>The specified bucket does not exist.</Message><RequestId>16068FE8EC5AC540</RequestId><BucketName>a</BucketName><EC>0015-00000101</EC>',
    );
    expect(explainText(minio, { library: [] })).toMatchObject([{ certainty: 'likely' }]);
  });
});

describe('what ossfs and the SDK for Android print when no answer comes', () => {
  it.each([
    ['[ERR] curl.cpp:RequestPerform(1864): ### CURLE_COULDNT_CONNECT', 'connection-refused'],
    ['[ERR] curl.cpp:RequestPerform(1831): ### CURLE_COULDNT_RESOLVE_HOST', 'name-not-found'],
    ['com.alibaba.sdk.android.oss.ClientException: timeout\n[ErrorMessage]: timeout', 'no-answer'],
    ['com.alibaba.sdk.android.oss.ClientException: Unable to resolve host "a.b": No address', 'name-not-found'],
  ])('%s', (text, kind) => {
    const [found] = explainText(text, { library: [] });
    expect(found?.network?.kinds[0]?.name).toBe(kind);
  });
});

describe('what the SDK for iOS prints', () => {
  it('is read whatever the order of its fields', () => {
    const text =
      'Put image failed, Error Domain=com.aliyun.oss.serverError Code=-403 "(null)" UserInfo={Message=The security token you provided has expired., HostId=examplebucket.oss-cn-beijing.aliyuncs.com, RequestId=5CBEDD3A8D9D7E4C8E8E4C3F, Code=SecurityTokenExpired, __name=Error}';
    const [found] = explainText(text, { library: [] });
    expect(found?.seen).toMatchObject({
      status: 403,
      code: 'SecurityTokenExpired',
      requestId: '5CBEDD3A8D9D7E4C8E8E4C3F',
    });
    expect(found).toMatchObject({ certainty: 'certain', causes: [{ cause: 'token-expired' }] });
  });
});
