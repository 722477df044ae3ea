import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccountConfig, Config, KeyConfig } from './config/config.ts';
import type { OssError } from './errors/oss-error.ts';
import type { HostReading } from './gateway/address.ts';
import { withoutPort } from './gateway/target.ts';
import type { House } from './house.ts';
import type { ExchangeRecord } from './journal/record.ts';
import type { Door } from './server/door.ts';
import { decodePercent } from './wire/percent.ts';

/** What a namespace may be called: it becomes part of AccessKeyIds and of a host name. */
const NAME = /^[a-z0-9][a-z0-9_]{0,31}$/;

/** Of the hosts of namespaces: `<name>.ns.localhost`, with buckets before it. */
const HOST = /^(?:.*\.)?([a-z0-9][a-z0-9_]*)\.ns\.localhost$/;

/** A name that no namespace can have. */
export class BadNamespace extends Error {
  constructor(name: string) {
    super(`a namespace is called by 1 to 32 lower-case letters, digits and underscores, not "${name}"`);
  }
}

/**
 * Houses beside the main one, each with its own buckets of whatever names. Whose a request is tells its AccessKeyId: the
 * keys of a namespace are the configured ones with `.<name>` behind the id, and the same secrets. Requests that name no key
 * (anonymous ones, forms, preflights) reach it by the host `<name>.ns.localhost`.
 */
export class Namespaces implements Door {
  private readonly main: House;
  private readonly open: (config: Config) => Promise<House>;
  private readonly byName = new Map<string, Promise<House>>();
  /** Those that are open. */
  private readonly houses = new Map<string, House>();

  /** @param open makes a house of a configuration. */
  constructor(main: House, open: (config: Config) => Promise<House>) {
    this.main = main;
    this.open = open;
  }

  /** The namespace of a name, opened in the configured state when it is new. @throws BadNamespace */
  async namespace(name: string): Promise<House> {
    if (!NAME.test(name)) throw new BadNamespace(name);
    let opening = this.byName.get(name);
    if (opening === undefined) {
      opening = this.begin(name);
      this.byName.set(name, opening);
    }
    return opening;
  }

  private async begin(name: string): Promise<House> {
    try {
      const house = await this.open(namespaced(this.main.config, name));
      this.houses.set(name, house);
      return house;
    } catch (error) {
      // The name is as new as before.
      this.byName.delete(name);
      throw error;
    }
  }

  names(): string[] {
    return [...this.houses.keys()].sort();
  }

  get(name: string): House | undefined {
    return this.houses.get(name);
  }

  /** Closes a namespace and forgets all it holds. @returns false when there is none of this name. */
  async remove(name: string): Promise<boolean> {
    const house = this.houses.get(name);
    if (house === undefined) return false;
    this.houses.delete(name);
    this.byName.delete(name);
    await house.close();
    return true;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.byName.values());
    await Promise.all(this.names().map((name) => this.remove(name)));
  }

  /** Has every exchange of a house go through its own gateway. */
  handle(request: IncomingMessage, response: ServerResponse, awaitsContinue?: boolean, only?: 'sts'): Promise<void> {
    // Without namespaces nothing is looked at.
    const house = this.houses.size === 0 ? this.main : this.houseOf(request);
    return house.gateway.handle(request, response, awaitsContinue, only);
  }

  hostReading(host: string): HostReading {
    return (this.houseOfHost(host) ?? this.main).gateway.hostReading(host);
  }

  bodyBroke(socket: object, error: OssError): void {
    this.main.gateway.bodyBroke(socket, error);
    for (const { gateway } of this.houses.values()) gateway.bodyBroke(socket, error);
  }

  keep(record: ExchangeRecord): void {
    this.main.gateway.keep(record);
  }

  dropHanging(): void {
    this.main.gateway.dropHanging();
    for (const { gateway } of this.houses.values()) gateway.dropHanging();
  }

  private houseOf(request: IncomingMessage): House {
    return this.houseOfKey(claimedKey(request)) ?? this.houseOfHost(hostOf(request)) ?? this.main;
  }

  private houseOfKey(id: string | undefined): House | undefined {
    if (id === undefined) return undefined;
    if (id.startsWith('STS.')) {
      for (const house of this.houses.values()) if (house.tokens.issued(id)) return house;
      return undefined;
    }
    const dot = id.lastIndexOf('.');
    return dot === -1 ? undefined : this.houses.get(id.slice(dot + 1));
  }

  private houseOfHost(host: string): House | undefined {
    const name = this.houses.size === 0 ? undefined : HOST.exec(host)?.[1];
    return name === undefined ? undefined : this.houses.get(name);
  }
}

function hostOf({ headers }: IncomingMessage): string {
  return withoutPort(headers.host ?? '').toLowerCase();
}

/** V1, V2 and V4, and the token service's V3. */
const IN_HEADER = /^(?:OSS |OSS2 AccessKeyId:|\S+ Credential=)([\w.=]+)/;
const IN_QUERY = /[?&](?:OSSAccessKeyId|AccessKeyId|x-oss-access-key-id|x-oss-credential)=([^&]+)/i;

/** The AccessKeyId that a request names outside its body, whether that is true or not. */
function claimedKey({ headers, url = '' }: IncomingMessage): string | undefined {
  const inHeader = IN_HEADER.exec(headers.authorization ?? '')?.[1];
  if (inHeader !== undefined) return inHeader;
  const inQuery = IN_QUERY.exec(url)?.[1];
  return inQuery === undefined ? undefined : decodePercent(inQuery)?.split('/')[0];
}

/** The configuration of a namespace: in memory, under keys and a host of its own. */
function namespaced(config: Config, name: string): Config {
  const renamed = (key: KeyConfig): KeyConfig => ({ ...key, id: `${key.id}.${name}` });
  const accounts = config.accounts.map(
    (account): AccountConfig => ({
      ...account,
      keys: account.keys.map(renamed),
      ...(account.users && { users: account.users.map((user) => ({ ...user, keys: user.keys?.map(renamed) })) }),
    }),
  );
  return { ...config, data: undefined, accounts, baseHosts: [...config.baseHosts, `${name}.ns.localhost`] };
}
