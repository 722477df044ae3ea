import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/errors/catalogue/index.ts';
import type { CauseRow } from '../../src/errors/cause.ts';
import { manualRows } from '../../src/errors/manuals/index.ts';
import { OssError } from '../../src/errors/oss-error.ts';

describe('every row of the manuals', () => {
  const cases = manualRows.flatMap((row) =>
    row.editions.flatMap((edition) => row.causes.map((cause) => ({ row, edition, cause }))),
  );

  it.each(cases)('$row.place: $row.code comes back from $cause as $edition printed it', ({ row, edition, cause }) => {
    const causeRow: CauseRow = catalogue[cause];
    const body = new OssError(cause, causeRow, row.details ?? {}).document('R', 'H', edition);
    if (row.status !== undefined) expect(causeRow.status).toBe(row.status);
    expect(element(body, 'Code')).toBe(row.code);
    if (row.message !== undefined) expect(element(body, 'Message')).toBe(row.message);
    expect(body).not.toMatch(/<EC>|<RecommendDoc>|<AccessDeniedDetail>/);
  });

  it('is there: 42 codes, 13 rows of PostObject, 8 of permissions, 8 of STS', () => {
    const count = (place: RegExp) => manualRows.filter((row) => place.test(row.place)).length;
    expect(count(/^OSS error codes$/)).toBe(42);
    expect(count(/^PostObject \d+$/)).toBe(13);
    expect(count(/^OSS permission \d$/)).toBe(8);
    expect(count(/^OSS permission$/)).toBe(5);
    expect(count(/^STS \d$/)).toBe(8);
    expect(count(/^Upload callback/)).toBe(7);
    expect(count(/^OSS 403$/)).toBe(7);
  });
});

function element(body: string, name: string): string | undefined {
  return new RegExp(`<${name}>(.*)</${name}>`).exec(body)?.[1];
}
