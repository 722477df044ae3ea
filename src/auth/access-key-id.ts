const ACCEPTABLE = /^[0-9A-Za-z. _=]+$/;

/**
 * Whether an AccessKey ID may be looked up at all (access.md V1H-1). The published set `[. _=]` holds the blank, and so
 * an id typed with a leading blank is looked up and echoed with it (cap-025).
 */
export function isAcceptableId(accessKeyId: string): boolean {
  return ACCEPTABLE.test(accessKeyId);
}
