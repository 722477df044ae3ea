import { refuse } from '../../errors/refuse.ts';
import { type Answer, answer, type Call, operation } from '../operation.ts';
import { decidePreflight } from './preflight.ts';

/** OptionObject, the preflight (access.md §13): nobody is asked who they are, and the object need not exist. */
export const optionObject = operation({
  name: 'OptionObject',
  method: 'OPTIONS',
  resource: 'object',
  action: 'oss:OptionObject',
  access: 'read',
  public: true,
  support: 'works',
  run: preflight,
});

/** The same for the bucket itself: forms are posted to it, and listings read from it. */
export const optionBucket = operation({ ...optionObject, resource: 'bucket' });

function preflight(call: Call): Answer {
  const { headers } = call.request;
  const origin = headers.get('origin');
  if (!origin) throw refuse('preflight-without-origin');
  const method = headers.get('access-control-request-method');
  if (!method) throw refuse('preflight-without-method');
  const asked = { origin, method, headers: headers.get('access-control-request-headers') };
  const decision = decidePreflight(call.bucket, asked);
  if (!decision.allowed) throw refuse(decision.cause).because({ ...asked, failures: decision.failures });
  call.note('cors', { ...asked, allowed: true, rule: decision.rule });
  return answer(200, decision.headers);
}
