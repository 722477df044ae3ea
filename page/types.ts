/** What the own paths answer (docs/http-api.md). Fields that nothing is known about are absent. */

export interface Summary {
  readonly requestId: string;
  readonly time: string;
  readonly method: string;
  readonly host: string;
  readonly target: string;
  readonly operation?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly accessKeyId?: string;
  readonly status: number;
  readonly code?: string;
  readonly cause?: string;
  readonly fault?: string;
  readonly durationMs: number;
}

export type Facts = Readonly<Record<string, unknown>>;
export type Pair = readonly [name: string, value: string];

export interface Rung {
  readonly name: string;
  readonly outcome: 'passed' | 'refused' | 'noted';
  readonly facts?: Facts;
}

interface SigningTexts {
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
}

export interface Proof {
  readonly proven?: { readonly hypotheses: readonly string[]; readonly statement: string; readonly remedy: string };
  readonly tried: readonly string[];
  readonly recomputations: number;
  readonly server: SigningTexts;
  readonly client?: SigningTexts;
  readonly firstDifference?: {
    readonly in: 'stringToSign' | 'canonicalRequest';
    readonly offset: number;
    readonly line: number;
    readonly server: string;
    readonly client: string;
  };
}

export interface Explanation extends Summary {
  readonly remoteAddress: string;
  readonly ec?: string;
  readonly reason?: string;
  readonly remedy?: string;
  readonly evidence?: { readonly grade: string; readonly source: string };
  readonly rungs: readonly Rung[];
  readonly signature?: Proof;
  readonly request: { readonly headers: readonly Pair[]; readonly bodyBytes: number };
  readonly response: { readonly headers: readonly Pair[]; readonly bodyBytes: number; readonly errorBody?: string };
}

export interface Bucket {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly acl: string;
  readonly storageClass: string;
  readonly versioning?: string;
  readonly createdAt: string;
  readonly settings: readonly string[];
  readonly objects: number;
  readonly bytes: number;
  readonly uploads: number;
}

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly type: string;
  readonly storageClass: string;
  readonly contentType: string;
  readonly etag: string;
  readonly lastModified: string;
}

export interface Listing {
  readonly objects: readonly StoredObject[];
  readonly prefixes: readonly string[];
  readonly next?: string;
}

export interface Key {
  readonly id: string;
  readonly status: 'active' | 'disabled';
}

export interface User {
  readonly name: string;
  readonly id: string;
  readonly groups: readonly string[];
  readonly policies: readonly string[];
  readonly keys: readonly Key[];
}

export interface Account {
  readonly id: string;
  readonly status: string;
  readonly keys: readonly Key[];
  readonly users: readonly User[];
  readonly roles: readonly { readonly name: string; readonly arn: string; readonly policies: readonly string[] }[];
}

export interface Fault {
  readonly name: string;
  readonly rule: object;
  readonly explanation: string;
  readonly matched: number;
  readonly fired: number;
  readonly remaining?: number;
}

export interface Clock {
  readonly now: string;
  readonly mode: 'real' | 'offset' | 'frozen';
  readonly offsetMs: number;
  readonly waitingMs: readonly number[];
}

export interface Cause {
  readonly cause: string;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly ec?: string;
  readonly earlier?: Readonly<Record<string, { readonly code?: string; readonly message?: string }>>;
  readonly reason: string;
  readonly remedy: string;
  readonly evidence: { readonly grade: string; readonly source: string };
}
