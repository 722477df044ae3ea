/** A version or a delete marker as a list tells it. */
export interface Listed {
  readonly bucket: string;
  readonly key: string;
  readonly id: string;
  /** Without quotes; undefined for a delete marker. */
  readonly etag: string | undefined;
  readonly latest: boolean;
}

/** A version that a writer was told of. Instants are places in the order of what the clients sent and received. */
export interface Made {
  readonly bucket: string;
  readonly key: string;
  readonly id: string;
  readonly etag: string | undefined;
  readonly sent: number;
  readonly told: number;
  /** When its removal was sent, and when that was answered. */
  removing?: number;
  removed?: number;
}

/** A write whose answer never came: it may have made a version. */
export interface Lost {
  readonly bucket: string;
  readonly key: string;
  /** `any` for a copy of what was current at the time. */
  readonly etag: string | undefined;
  readonly sent: number;
}

/**
 * What a bucket with versions is by its definition: nothing that was acknowledged is lost, what is removed stays removed,
 * and of two writes of a key of which one was answered before the other was sent the later one is listed first.
 */
export class VersionModel {
  private readonly made = new Map<string, Made>();
  private readonly byKey = new Map<string, Made[]>();
  private readonly lost: Lost[] = [];
  private instant = 0;

  /** The next place in the order of events. */
  now(): number {
    return ++this.instant;
  }

  make(version: Made): void {
    if (this.made.has(version.id)) throw new Error(`the version id ${version.id} was given twice`);
    this.add(version);
  }

  lose(write: Lost): void {
    this.lost.push(write);
  }

  get(id: string): Made | undefined {
    return this.made.get(id);
  }

  /** Versions of a key that nobody is removing. */
  kept(bucket: string, key: string): Made[] {
    return this.versions({ bucket, key }).filter(({ removing }) => removing === undefined);
  }

  /**
   * What is wrong with one page of one key's versions, read between two instants. Ids that nobody was told of yet are
   * left for the end.
   */
  faultsOfPage(where: { bucket: string; key: string }, page: readonly Listed[], full: boolean, sent: number): string[] {
    const faults: string[] = [];
    const ids = new Set(page.map(({ id }) => id));
    const oldest = page.length === 0 ? undefined : this.made.get((page.at(-1) as Listed).id);
    for (const version of this.versions(where)) {
      const { id, told, removing, removed } = version;
      if (ids.has(id)) {
        if (removed !== undefined && removed < sent) faults.push(`${id} is listed although it was removed`);
      } else if (told < sent && removing === undefined) {
        // Behind a full page, unless it is newer than the last one there.
        const behind = full && (oldest === undefined || oldest.told >= version.sent);
        if (!behind) faults.push(`${id} is missing`);
      }
    }
    return [...faults, ...this.disorder(page)];
  }

  /** What is wrong with the whole list of every bucket when nobody writes. Takes over what lost requests have done. */
  faultsOfAll(listed: readonly Listed[]): string[] {
    const faults: string[] = [];
    for (const version of listed) if (!this.made.has(version.id)) faults.push(...this.adopt(version));
    const ids = new Set(listed.map(({ id }) => id));
    for (const version of this.made.values()) {
      if (ids.has(version.id)) {
        if (version.removed !== undefined) faults.push(`${version.id} is listed although it was removed`);
        delete version.removing;
      } else if (version.removing === undefined) faults.push(`${version.id} is missing`);
      else version.removed ??= this.now();
    }
    this.lost.length = 0;
    const keys = new Map<string, Listed[]>();
    for (const version of listed) {
      const name = `${version.bucket}/${version.key}`;
      keys.set(name, [...(keys.get(name) ?? []), version]);
      if (this.made.get(version.id)?.etag !== version.etag) faults.push(`${version.id} has the content of another`);
    }
    for (const versions of keys.values()) {
      faults.push(...this.disorder(versions));
      const latest = versions.map((version) => version.latest);
      if (latest.indexOf(true) !== 0 || latest.lastIndexOf(true) !== 0) faults.push('the latest is not the first');
    }
    return faults;
  }

  /** A version nobody was told of must be what a lost write has made. */
  private adopt({ bucket, key, id, etag }: Listed): string[] {
    const at = this.lost.findIndex(
      (lost) => lost.bucket === bucket && lost.key === key && (lost.etag === etag || lost.etag === 'any'),
    );
    if (at === -1) return [`${id} was made by nobody`];
    const [lost] = this.lost.splice(at, 1) as [Lost];
    this.add({ bucket, key, id, etag, sent: lost.sent, told: this.now() });
    return [];
  }

  /** Versions, newest first, of which one stands before another that was written later. */
  private disorder(newestFirst: readonly Listed[]): string[] {
    let earliestTold = Number.POSITIVE_INFINITY;
    for (const { id } of newestFirst) {
      const version = this.made.get(id);
      if (version === undefined) continue;
      if (earliestTold < version.sent) return [`${id} is listed behind an older one`];
      earliestTold = Math.min(earliestTold, version.told);
    }
    return [];
  }

  private add(version: Made): void {
    this.made.set(version.id, version);
    const others = this.versions(version);
    if (others.push(version) === 1) this.byKey.set(`${version.bucket}/${version.key}`, others);
  }

  private versions({ bucket, key }: { readonly bucket: string; readonly key: string }): Made[] {
    return this.byKey.get(`${bucket}/${key}`) ?? [];
  }
}
