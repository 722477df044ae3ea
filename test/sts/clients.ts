import { createRequire } from 'node:module';
import { ROLE_ARN, SECRETS } from './client.ts';

/** What every client can be asked for. */
export interface Asked {
  readonly key?: string;
  readonly secret?: string;
  readonly role?: string;
  readonly session?: string;
  readonly duration?: number;
  readonly policy?: object;
}

export interface Key {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
  readonly SecurityToken: string;
  readonly Expiration: string;
}

interface Failure {
  readonly code: string;
  readonly status?: number | undefined;
  readonly text: string;
}

export interface Client {
  readonly name: string;
  assume(port: number, asked: Asked): Promise<Key>;
  /** The error as this client shows it. */
  failure(error: Record<string, unknown>): Failure;
}

const load = createRequire(import.meta.url);
const { STS } = load('ali-oss');
const { RPCClient } = load('@alicloud/pop-core');
const sts20150401 = load('@alicloud/sts20150401');
const { $OpenApiUtil } = load('@alicloud/openapi-core');

const defaults = ({
  key = 'alicekey',
  secret,
  role = ROLE_ARN,
  session = 'session',
  duration = 900,
  policy,
}: Asked) => ({
  accessKeyId: key,
  accessKeySecret: secret ?? SECRETS[key] ?? 'secret',
  role,
  session,
  duration,
  policy,
});

function popCore(method: 'GET' | 'POST'): Client {
  return {
    name: `pop-core ${method}`,
    async assume(port, asked) {
      const { role, session, duration, policy, ...key } = defaults(asked);
      const client = new RPCClient({ ...key, endpoint: `http://127.0.0.1:${port}`, apiVersion: '2015-04-01' });
      const parameters = {
        RoleArn: role,
        RoleSessionName: session,
        DurationSeconds: duration,
        ...(policy && { Policy: JSON.stringify(policy) }),
      };
      return (await client.request('AssumeRole', parameters, { method })).Credentials;
    },
    failure: ({ code, message }) => ({ code: String(code), text: String(message).replace(/, URL: .*$/s, '') }),
  };
}

export const CLIENTS: readonly Client[] = [
  {
    name: 'ali-oss STS',
    async assume(port, asked) {
      const { role, session, duration, policy, ...key } = defaults(asked);
      const client = new STS({ ...key, endpoint: `http://127.0.0.1:${port}` });
      return (await client.assumeRole(role, policy, duration, session)).credentials;
    },
    failure: ({ code, status, message }) => ({
      code: String(code),
      status: Number(status),
      text: String(message).slice(`${code}: `.length),
    }),
  },
  popCore('GET'),
  popCore('POST'),
  {
    name: 'sts20150401',
    async assume(port, asked) {
      const { role, session, duration, policy, ...key } = defaults(asked);
      const config = new $OpenApiUtil.Config({ ...key, endpoint: `127.0.0.1:${port}`, protocol: 'http' });
      const client = new sts20150401.default(config);
      const request = new sts20150401.AssumeRoleRequest({
        roleArn: role,
        roleSessionName: session,
        durationSeconds: duration,
        ...(policy && { policy: JSON.stringify(policy) }),
      });
      const { body } = await client.assumeRole(request);
      const { accessKeyId, accessKeySecret, securityToken, expiration } = body.credentials;
      return {
        AccessKeyId: accessKeyId,
        AccessKeySecret: accessKeySecret,
        SecurityToken: securityToken,
        Expiration: expiration,
      };
    },
    failure: ({ code, statusCode, message }) => ({
      code: String(code),
      status: Number(statusCode),
      text: String(message).replace(/^.*?code: \d+, | request id: .*$/gs, ''),
    }),
  },
];
