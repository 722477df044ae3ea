/** 24 hex digits. */
const WHOLE = /^[0-9A-F]{24}$/;
/** One of which people hid digits when they asked. */
const MASKED = /^[0-9A-F]{8}[0-9A-F]*[*Xx]+[0-9A-F*Xx]*$/;

/** A year in which OSS was, as Unix seconds. */
const FIRST = Date.UTC(2011, 0) / 1000;

/**
 * When a request was, in milliseconds: its id begins with Unix seconds (wire.md (e)).
 * @returns undefined for ids of other services and for those that tell no time.
 */
export function timeOfRequest(id: string | undefined): number | undefined {
  if (id === undefined || !(WHOLE.test(id) || MASKED.test(id))) return undefined;
  const seconds = Number.parseInt(id.slice(0, 8), 16);
  return seconds < FIRST ? undefined : seconds * 1000;
}

/** False for an id that OSS does not give: those of Amazon S3, MinIO and others. */
export function isRequestIdOfOss(id: string): boolean {
  return WHOLE.test(id) || MASKED.test(id) || !/^[\w+/=-]+$/.test(id) || /^[Xx]+$/.test(id);
}
