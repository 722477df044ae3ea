import type { Config } from './config.ts';
import {
  ADMIN_TOKEN,
  ADMIN_TOKEN_WANTED,
  buckets,
  clockStart,
  cnames,
  filled,
  list,
  matching,
  oneOf,
  port,
  REGION,
  REGION_WANTED,
  truth,
  whole,
} from './values.ts';

/** The settings that flags and environment can give; what has parts of its own comes by `config` and `configYaml`. */
export type Override = Partial<Omit<Config, 'accounts' | 'callbacks' | 'faults' | 'limits' | 'restore'>> & {
  /** A file. */
  readonly config?: string;
  /** Its text. */
  readonly configYaml?: string;
  /** Of the first account. */
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
};

interface Option {
  /** Without the dashes; the environment twin is `OSSMOCK_` and the name in capitals with underscores. */
  readonly name: string;
  /** What is printed after the flag; none for switches. */
  readonly value?: string;
  readonly help: string;
  /** @throws ConfigError */
  read(text: string): Override;
}

const MAX_BYTES = Number.MAX_SAFE_INTEGER;
const MAX_MS = 0x7fffffff;

/** Each flag with its `OSSMOCK_*` twin: one list for parsing, help and errors. */
export const OPTIONS: readonly Option[] = [
  {
    name: 'host',
    value: 'HOST',
    help: 'address to listen on; localhost means both loopbacks (default localhost)',
    read: (text) => ({ host: filled(text) }),
  },
  {
    name: 'port',
    value: 'PORT',
    help: 'port to listen on; 0 picks a free one (default 9000)',
    read: (text) => ({ port: port(text) }),
  },
  { name: 'config', value: 'FILE', help: 'YAML configuration file', read: (text) => ({ config: filled(text) }) },
  {
    name: 'config-yaml',
    value: 'YAML',
    help: 'configuration as text, for where there is no file; outranks --config',
    read: (text) => ({ configYaml: text }),
  },
  {
    name: 'data',
    value: 'DIR',
    help: 'keep everything in this directory (default: memory only)',
    read: (text) => ({ data: filled(text) }),
  },
  {
    name: 'buckets',
    value: 'NAME[:ACL],…',
    help: 'the buckets to begin with (default examplebucket)',
    read: (text) => ({ buckets: buckets(text) }),
  },
  {
    name: 'seed-dir',
    value: 'DIR',
    help: 'its directories become buckets, the files in them objects',
    read: (text) => ({ seedDir: filled(text) }),
  },
  {
    name: 'access-key-id',
    value: 'ID',
    help: 'the key of the first account (default ossmock)',
    read: (text) => ({ accessKeyId: matching(text, /^[0-9A-Za-z._=]+$/, 'letters, digits and ._=') }),
  },
  {
    name: 'access-key-secret',
    value: 'SECRET',
    help: 'its secret (default ossmock-secret)',
    read: (text) => ({ accessKeySecret: filled(text) }),
  },
  {
    name: 'region',
    value: 'REGION',
    help: 'the region of this server (default cn-hangzhou)',
    read: (text) => ({ region: matching(text, REGION, REGION_WANTED) }),
  },
  {
    name: 'base-hosts',
    value: 'HOST,…',
    help: 'hosts under which a bucket is the first label, beside *.localhost and the names of OSS',
    read: (text) => ({ baseHosts: list(text) }),
  },
  {
    name: 'cnames',
    value: 'HOST=BUCKET,…',
    help: "custom domains, and whose bucket's they are",
    read: (text) => ({ cnames: cnames(text) }),
  },
  {
    name: 'tls',
    help: 'take TLS on the same port; a local authority signs for every name, trust /_ossmock/ca.pem',
    read: (text) => ({ tls: truth(text) }),
  },
  {
    name: 'tls-cert',
    value: 'FILE',
    help: 'take TLS with this certificate (PEM)',
    read: (text) => ({ tlsCert: filled(text) }),
  },
  {
    name: 'tls-key',
    value: 'FILE',
    help: 'and its key (PEM)',
    read: (text) => ({ tlsKey: filled(text) }),
  },
  {
    name: 'admin-token',
    value: 'TOKEN',
    help: 'what /_ossmock/ asks for (default: made up and printed, unless only this machine can connect)',
    read: (text) => ({ adminToken: matching(text, ADMIN_TOKEN, ADMIN_TOKEN_WANTED) }),
  },
  {
    name: 'no-admin-token',
    help: 'let whoever can connect use /_ossmock/',
    read: (text): Override => (truth(text) ? { adminToken: false } : {}),
  },
  {
    name: 'clock',
    value: 'ISO|+2h|-15m',
    help: 'let the clock stand still at an instant such as 2026-01-31T12:00:00Z, or run fast or slow by so much',
    read: (text) => ({ clock: clockStart(text) }),
  },
  {
    name: 'seed',
    value: 'N',
    help: 'make ids repeatable',
    read: (text) => ({ seed: whole(text, 0, 0xffffffff) }),
  },
  {
    name: 'log',
    value: 'pretty|json|silent',
    help: 'one line per request (default pretty)',
    read: (text) => ({ log: oneOf(text, ['pretty', 'json', 'silent']) }),
  },
  {
    name: 'wire',
    value: 'current|2022|2019',
    help: 'answer with the bytes the service printed then (default current)',
    read: (text) => ({ wire: oneOf(text, ['current', '2022', '2019']) }),
  },
  {
    name: 'strict',
    help: 'refuse what the service refuses and tests seldom want: path style, callbacks to private addresses, redirects and response-content-type on public endpoints',
    read: (text) => ({ strict: truth(text) }),
  },
  {
    name: 'durability',
    value: 'normal|full',
    help: 'what an answer promises with --data: survive a kill, or a power cut too (default normal)',
    read: (text) => ({ durability: oneOf(text, ['normal', 'full']) }),
  },
  {
    name: 'fail-on-unused-faults',
    help: 'exit with 1 when a fault of the configuration never happened',
    read: (text) => ({ failOnUnusedFaults: truth(text) }),
  },
  {
    name: 'blackhole-port',
    value: 'PORT',
    help: 'a port at which connecting never succeeds and never fails',
    read: (text) => ({ blackholePort: port(text) }),
  },
  {
    name: 'sts-port',
    value: 'PORT',
    help: 'a port where everything is the token service; it answers on the other too',
    read: (text) => ({ stsPort: port(text) }),
  },
  {
    name: 'sts-calls-per-second',
    value: 'N',
    help: 'how often one account may call the token service (default: any number)',
    read: (text) => ({ stsCallsPerSecond: whole(text, 1, MAX_MS) }),
  },
  {
    name: 'extranet-endpoint',
    value: 'HOST',
    help: 'what GetBucketInfo says instead of the address that a request came to',
    read: (text) => ({ extranetEndpoint: filled(text) }),
  },
  {
    name: 'intranet-endpoint',
    value: 'HOST',
    help: 'likewise',
    read: (text) => ({ intranetEndpoint: filled(text) }),
  },
  {
    name: 'max-buckets',
    value: 'N',
    help: 'how many buckets an account may have (default 100)',
    read: (text) => ({ maxBuckets: whole(text, 1, MAX_BYTES) }),
  },
  {
    name: 'block-public-access-on-new-buckets',
    help: 'begin every bucket with public access blocked',
    read: (text) => ({ blockPublicAccessOnNewBuckets: truth(text) }),
  },
  {
    name: 'verified-domains',
    value: 'DOMAIN,…',
    help: 'domains that PutCname may bind, with all below them',
    read: (text) => ({ verifiedDomains: list(text.toLowerCase()) }),
  },
  {
    name: 'resource-groups',
    value: 'ID,…',
    help: 'resource groups that exist beside the default one',
    read: (text) => ({
      resourceGroups: list(text).map((id) => matching(id, /^rg-[A-Za-z0-9-]+$/, 'ids such as rg-aekz1')),
    }),
  },
  {
    name: 'journal-bytes',
    value: 'BYTES',
    help: 'how much of past requests is kept for /_ossmock/requests (default 16777216)',
    read: (text) => ({ journalBytes: whole(text, 0, MAX_BYTES) }),
  },
  {
    name: 'idle-timeout',
    value: 'MS',
    help: 'how long a body may stall (default 60000)',
    read: (text) => ({ idleTimeout: whole(text, 1, MAX_MS) }),
  },
];
