const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads text in URL-safe Base64, padded or not. @returns undefined for anything else. */
export function textFromBase64Url(encoded: string): string | undefined {
  const bare = encoded.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9_-]+$/.test(bare) || bare.length % 4 === 1) return undefined;
  try {
    return UTF8.decode(Buffer.from(bare, 'base64url'));
  } catch {
    return undefined;
  }
}
