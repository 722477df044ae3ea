import type { HeaderList } from '../wire/headers.ts';
import { type XmlChildren, type XmlElement, xmlDocument } from '../xml/write.ts';
import type { CauseRow, WireProfile } from './cause.ts';

/** What a rung compared, kept for the record; never part of the answer. */
export type Facts = Readonly<Record<string, unknown>>;

/** A refusal on its way out. Thrown by `refuse()`, written by the gateway's one writer. */
export class OssError extends Error {
  override readonly cause: string;
  readonly row: CauseRow;
  readonly details: Readonly<Record<string, string | XmlChildren | undefined>>;
  /** For the record only. */
  facts: Facts | undefined;
  private carried: HeaderList = [];

  constructor(cause: string, row: CauseRow, details: Readonly<Record<string, string | XmlChildren | undefined>>) {
    super(`${row.code}: ${row.message}`);
    this.cause = cause;
    this.row = row;
    this.details = details;
  }

  /** Adds what was compared, for the record. */
  because(facts: Facts): this {
    this.facts = { ...this.facts, ...facts };
    return this;
  }

  /** Adds headers before those of the row: what an upload says of its object, although its callback failed. */
  carrying(headers: HeaderList): this {
    this.carried = headers;
    return this;
  }

  /** The headers carried and those the row asks for, in wire order. */
  headers(): HeaderList {
    const headers: (readonly [string, string])[] = [...this.carried];
    for (const name of this.row.headers ?? []) {
      const value = this.details[name];
      if (typeof value === 'string') headers.push([name, value]);
    }
    return headers;
  }

  /** The EC, unless the profile is older than ECs. */
  ec(profile: WireProfile): string | undefined {
    return profile === 'current' ? this.row.ec : undefined;
  }

  /** Code and message as the service of that time words them, with every detail filled in. */
  worded(profile: WireProfile): { readonly code: string; readonly message: string } {
    const earlier = profile === 'current' ? undefined : this.row.earlier?.[profile];
    return { code: earlier?.code ?? this.row.code, message: this.fill(earlier?.message ?? this.row.message) };
  }

  /** The error document to the byte (wire.md (a)): Code, Message, RequestId, HostId, extras, EC, RecommendDoc. */
  document(requestId: string, hostId: string, profile: WireProfile): string {
    const { code, message } = this.worded(profile);
    const children: XmlElement[] = [
      ['Code', code],
      ['Message', message],
      ['RequestId', requestId],
      ['HostId', hostId],
    ];
    for (const name of this.row.extras ?? []) {
      const value = this.details[name];
      if (value === undefined) continue;
      if (name === 'AccessDeniedDetail' && profile !== 'current') continue;
      children.push([name, value]);
    }
    const ec = this.ec(profile);
    if (ec !== undefined) {
      children.push(['EC', ec], ['RecommendDoc', `https://api.aliyun.com/troubleshoot?q=${ec}`]);
    }
    return xmlDocument(['Error', children]);
  }

  private fill(message: string): string {
    return message.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = this.details[name];
      return typeof value === 'string' ? value : whole;
    });
  }
}
