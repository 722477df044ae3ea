/** What the Allow header of a 405 names, whatever was asked (cap-141). */
export const ALLOW = 'GET DELETE HEAD PUT POST OPTIONS';
