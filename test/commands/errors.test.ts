import { describe, expect, it } from 'vitest';
import { describeCause, summary } from '../../src/commands/errors.ts';
import { findErrors } from '../../src/errors/find.ts';

const causes = (query: string) => findErrors(query).map(([cause]) => cause);

describe('ossmock errors', () => {
  it('finds a cause by its EC, also inside a pasted header or link', () => {
    expect(causes('0003-00001403')).toEqual(['wrong-endpoint']);
    expect(causes('x-oss-ec: 0003-00001403')).toEqual(['wrong-endpoint']);
    expect(causes('https://api.aliyun.com/troubleshoot?q=0003-00001403')).toEqual(['wrong-endpoint']);
  });

  it('finds all causes of a code, in any case', () => {
    expect(causes('nosuchkey')).toContain('no-such-key');
    expect(causes('InvalidPart')).toEqual(['invalid-part', 'file-part-missing']);
  });

  it('finds a code that only an earlier profile printed', () => {
    expect(causes('MetaOperationQPSLimitExceeded')).toContain('management-requests-exceeded');
    expect(causes('RequestIsNotMultipartContent')).toContain('form-not-multipart');
  });

  it('finds a cause by its own name', () => {
    expect(causes('referer-not-in-whitelist')).toEqual(['referer-not-in-whitelist']);
  });

  it('finds a cause by the message as it was received, values filled in', () => {
    expect(causes('Error status : 301.')).toEqual(['callback-status']);
    expect(causes('You are forbidden to list buckets.')).toEqual(['list-buckets-refused']);
    expect(causes('Invalid according to Policy: Policy Condition failed: ["eq", "$bucket", "b"]')).toEqual([
      'policy-field-missing',
      'policy-condition-failed',
    ]);
  });

  it('finds a cause by a message that lost its full stop, or that stands in a pasted line', () => {
    expect(causes('You are forbidden to list buckets')).toEqual(['list-buckets-refused']);
    expect(causes('uploading failed: UserDisableError')).toEqual([]);
    expect(causes('{"msg":"上传失败 The specified key does not exist."}')).toContain('no-such-key');
    expect(causes('AccessDenied: You are forbidden to list buckets. RequestId: 1')).toEqual(['list-buckets-refused']);
  });

  it('finds the causes of a code among other words', () => {
    expect(causes('why SecondLevelDomainForbidden?')).toEqual(['path-style-refused']);
  });

  it('finds causes by words of their explanation', () => {
    expect(causes('byte order mark')).toContain('callback-answer-not-json');
    expect(causes('no such words anywhere')).toEqual([]);
  });

  it('prints what is on the wire, why, and what to do', () => {
    const [found] = findErrors('0003-00001403');
    expect(found && describeCause(found)).toMatchInlineSnapshot(`
      "403 AccessDenied  wrong-endpoint  EC 0003-00001403
        says  The bucket you are attempting to access must be addressed using the specified endpoint.
              Please send all future requests to this endpoint.
        with  <Bucket> <Endpoint>
        why   The bucket lies in another region than the endpoint of the request. The right one is in
              Endpoint.
        do    Set the endpoint and the region of the client to the value of Endpoint.
        from  capture: cap-069, cap-073; manuals, permission table row 1; EC catalogue row 0003-00001403
      "
    `);
  });

  it('lists every code with the number of its causes', () => {
    expect(summary()).toMatch(/^403 AccessDenied {2}\(\d+\)$/m);
    expect(summary()).toMatch(/^203 CallbackFailed {2}\(\d+\)$/m);
  });
});
