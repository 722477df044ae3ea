import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ClockStart, readDuration } from '../runtime/index.ts';
import { accounts } from './accounts.ts';
import { type Config, ConfigError } from './config.ts';
import { faults } from './faults.ts';
import { ADMIN_TOKEN, ADMIN_TOKEN_WANTED, clockStart, REGION, REGION_WANTED } from './values.ts';
import { readYaml } from './yaml.ts';

const name = z.string().min(1);
const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits and hyphens, not at the ends');

const adminToken = z.string().regex(ADMIN_TOKEN, ADMIN_TOKEN_WANTED);
const region = z.string().regex(REGION, REGION_WANTED);
/** What callbacks are signed with. */
const privateKey = z.string().refine(isRsaKey, 'an RSA private key in PEM');

/** `90s` or `1h30m`, as milliseconds. */
const duration = z.string().transform((text, context) => {
  const ms = readDuration(text);
  if (ms === undefined) context.addIssue({ code: 'custom', message: 'a duration such as 90s or 1h30m' });
  return ms ?? 0;
});
const tiers = z.strictObject({
  Expedited: duration.optional(),
  Standard: duration.optional(),
  Bulk: duration.optional(),
});

const usage = z
  .strictObject({
    requestsPerSecond: z.int().min(0).optional(),
    managementPerSecond: z.int().min(0).optional(),
    uploadBandwidth: z.int().min(0).optional(),
    downloadBandwidth: z.int().min(0).optional(),
    openRequests: z.int().min(0).optional(),
  })
  .optional();

const resourcePool = z.strictObject({
  createdAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  buckets: z.array(bucketName).optional(),
  uploadBandwidth: z.int().min(0).optional(),
  downloadBandwidth: z.int().min(0).optional(),
});

/** The configuration file. One schema: validation, types and the JSON Schema for editors. */
export const configFile = z.strictObject({
  server: z
    .strictObject({
      host: name.optional(),
      port: z.int().min(0).max(65535).optional(),
      stsPort: z.int().min(0).max(65535).optional(),
      stsCallsPerSecond: z.int().min(1).optional(),
      tls: z.boolean().optional(),
      tlsCert: name.optional(),
      tlsKey: name.optional(),
      adminToken: z.union([adminToken, z.literal(false)]).optional(),
      seedDir: name.optional(),
      data: name.optional(),
      durability: z.enum(['normal', 'full']).optional(),
      log: z.enum(['pretty', 'json', 'silent']).optional(),
      strict: z.boolean().optional(),
      baseHosts: z.array(name).optional(),
      extranetEndpoint: name.optional(),
      intranetEndpoint: name.optional(),
      maxBuckets: z.int().min(1).optional(),
      blockPublicAccessOnNewBuckets: z.boolean().optional(),
      journalBytes: z.int().min(0).optional(),
      idleTimeout: z.int().min(1).optional(),
      blackholePort: z.int().min(0).max(65535).optional(),
      failOnUnusedFaults: z.boolean().optional(),
    })
    .optional(),
  region: region.optional(),
  wire: z.enum(['current', '2022', '2019']).optional(),
  clock: z.string().optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
  callbacks: z
    .strictObject({
      forbidPrivate: z.boolean().optional(),
      timeout: z.int().min(1).optional(),
      timeoutWording: z.enum(['2016', '2017']).optional(),
      maxUnderWay: z.int().min(1).optional(),
      key: privateKey.optional(),
      publicKeyUrl: z.url().optional(),
    })
    .optional(),
  cnames: z.record(z.string(), bucketName).optional(),
  restore: z
    .strictObject({ Archive: duration.optional(), ColdArchive: tiers.optional(), DeepColdArchive: tiers.optional() })
    .optional(),
  verifiedDomains: z.array(z.string().toLowerCase().min(1)).optional(),
  resourceGroups: z.array(z.string().regex(/^rg-[A-Za-z0-9-]+$/, 'an id such as rg-aekz1')).optional(),
  limits: z
    .strictObject({
      account: usage,
      buckets: z.record(bucketName, usage).optional(),
      resourcePools: z.record(name, resourcePool).optional(),
    })
    .optional(),
  faults,
  accounts,
  buckets: z
    .array(
      z.strictObject({
        name: bucketName,
        owner: z.string().optional(),
        acl: z.enum(['private', 'public-read', 'public-read-write']).optional(),
        region: region.optional(),
        storageClass: z.enum(['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']).optional(),
        settings: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.json())])).optional(),
        objects: z
          .array(
            z.strictObject({
              key: name,
              content: z.string().optional(),
              file: name.optional(),
              headers: z.record(z.string(), z.string()).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** @throws ConfigError with file, line, path and what was expected. */
export function readConfigFile(file: string): Partial<Config> {
  return readConfigText(file, text(file));
}

/** @param name where the text comes from, for messages. @throws ConfigError with line, path and what was expected. */
export function readConfigText(name: string, source: string): Partial<Config> {
  return configOf(name, readYaml(configFile, name, source));
}

/** What a file's keys set. @throws ConfigError */
export function configOf(file: string, { server, clock, ...rest }: z.infer<typeof configFile>): Partial<Config> {
  return { ...server, ...rest, ...(clock === undefined ? {} : { clock: at(file, clock) }) } as Partial<Config>;
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function at(file: string, clock: string): ClockStart {
  try {
    return clockStart(clock);
  } catch (error) {
    throw new ConfigError(`${file}: clock: ${(error as Error).message}`);
  }
}

/** For editors: the file's shape as JSON Schema. */
export function configJsonSchema(): object {
  return z.toJSONSchema(configFile, { io: 'input' });
}
