/** A lifecycle rule (operations.md §5.1): which objects it is for, and what happens to them when. */
export interface Rule {
  /** Undefined only until the document is stored. */
  readonly id: string | undefined;
  readonly prefix: string;
  readonly enabled: boolean;
  /** An object must have all of them. */
  readonly tags: readonly Tag[];
  readonly filter: Filter | undefined;
  readonly expiration: Expiration | undefined;
  readonly transitions: readonly Transition[];
  readonly abort: When | undefined;
  /** Days until a version that is not the current one any more is removed. */
  readonly noncurrentExpiration: number | undefined;
  readonly noncurrentTransitions: readonly Transition[];
  /** Unix seconds: objects that were not read since count as read then. Only rules by access time have it. */
  readonly atimeBase: number | undefined;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What is taken out of the objects under the prefix. */
export interface Filter {
  readonly not: { readonly prefix: string; readonly tag: Tag | undefined } | undefined;
  /** Bytes, both exclusive. */
  readonly largerThan: number | undefined;
  readonly smallerThan: number | undefined;
}

/**
 * So many days after an object's time, at once for what is older than an instant, or for all there is from an instant on
 * (milliseconds since the Unix epoch). The last is the `Date` of SDKs older than CreatedBeforeDate.
 */
export type When = { readonly days: number } | { readonly before: number } | { readonly from: number };

/** Of objects at their time, or of delete markers that hide nothing. */
export type Expiration = When | 'delete-markers';

export interface Transition {
  readonly when: When;
  readonly storageClass: StorageClass;
  /** Counted from the last access, and not from the last modification. */
  readonly byAccess: boolean;
  /** Whether reading brings the object back to Standard; undefined where it was not said. */
  readonly returns: boolean | undefined;
  /** Whether objects below 64 KiB are moved too; undefined where it was not said. */
  readonly smallFiles: boolean | undefined;
}

/** From warm to cold. */
export const COLDER = ['IA', 'Archive', 'ColdArchive', 'DeepColdArchive'] as const;
export type StorageClass = (typeof COLDER)[number];

/** 0 for Standard, and more the colder a class is. */
export function coldness(storageClass: string): number {
  return COLDER.indexOf(storageClass as StorageClass) + 1;
}

/** Whether a rule goes by the time of the last access. */
export function goesByAccess({ transitions, noncurrentTransitions }: Rule): boolean {
  return transitions.some(({ byAccess }) => byAccess) || noncurrentTransitions.some(({ byAccess }) => byAccess);
}
