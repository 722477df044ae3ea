import type { Edition } from './row.ts';

/** A chapter of the manuals, or its table of codes; the first half of every row's id. */
export interface Chapter {
  readonly title: string;
  /** Its number, where the edition has it. */
  readonly numbers: Readonly<Partial<Record<Edition, number>>>;
}

/** In the order of the edition of 2019. */
export const CHAPTERS: Readonly<Record<string, Chapter>> = {
  'error-response': { title: 'OSS error response', numbers: { '2019': 1 } },
  'error-codes': { title: 'OSS error response: the table of codes', numbers: { '2019': 1 } },
  network: { title: 'Network connection timeout handling', numbers: { '2019': 2, '2022': 1 } },
  'post-object': { title: 'PostObject', numbers: { '2019': 3, '2022': 2 } },
  permission: { title: 'OSS permission', numbers: { '2019': 4, '2022': 3 } },
  referer: { title: 'Referer', numbers: { '2019': 5, '2022': 4 } },
  callback: { title: 'Upload callback', numbers: { '2019': 6, '2022': 5 } },
  sts: { title: 'STS common errors', numbers: { '2019': 7, '2022': 6 } },
  cors: { title: 'OSS CORS', numbers: { '2019': 8, '2022': 7 } },
  forbidden: { title: 'OSS 403', numbers: { '2019': 9, '2022': 8 } },
  'self-signing': { title: 'Signing by hand', numbers: { '2022': 9 } },
  video: { title: 'Videos that do not play', numbers: { '2022': 10 } },
};

/** The chapter that an id belongs to. */
export function chapterOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
