import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/errors/catalogue/index.ts';
import type { CauseRow } from '../../src/errors/cause.ts';
import { refuse } from '../../src/errors/refuse.ts';

const folder = new URL('../../src/errors/catalogue/', import.meta.url);
const rows = Object.entries(catalogue) as [string, CauseRow][];

async function families(): Promise<[file: string, rows: Record<string, CauseRow>][]> {
  const files = readdirSync(folder).filter((file) => file !== 'index.ts');
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return modules.flatMap((module, i) => Object.values(module).map((rows) => [files[i], rows])) as never;
}

describe('the catalogue', () => {
  it('holds every row of every family file, and no key stands for two rows', async () => {
    const lost: string[] = [];
    for (const [file, family] of await families()) {
      for (const [cause, row] of Object.entries(family)) {
        if (catalogue[cause as keyof typeof catalogue] !== row) lost.push(`${file}: ${cause}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it('names causes in kebab-case', () => {
    expect(rows.map(([cause]) => cause).filter((cause) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(cause))).toEqual([]);
  });

  it('gives every cause a status, a code, a message and where they were printed', () => {
    for (const [cause, row] of rows) {
      expect([203, 400, 403, 404, 405, 409, 411, 412, 416, 424, 500, 503], cause).toContain(row.status);
      expect(row.code, cause).toMatch(/^(Imm Client|[A-Z][A-Za-z0-9.]+)$/);
      expect(row.message, cause).not.toBe('');
      expect(row.source, cause).not.toBe('');
    }
  });

  it('explains every cause: why it was refused and what to do about it', () => {
    for (const [cause, row] of rows) {
      expect(row.reason.length, cause).toBeGreaterThan(15);
      expect(row.remedy.length, cause).toBeGreaterThan(9);
      expect(row.remedy, cause).not.toBe(row.reason);
      expect(row.reason, cause).not.toBe(row.message);
    }
  });

  it('writes ECs as four and eight digits', () => {
    expect(rows.flatMap(([, row]) => row.ec ?? []).filter((ec) => !/^\d{4}-\d{8}$/.test(ec))).toEqual([]);
  });

  it('says what an earlier profile printed only where it differs', () => {
    for (const [cause, row] of rows) {
      for (const earlier of Object.values(row.earlier ?? {})) {
        const same = (earlier.code ?? row.code) === row.code && (earlier.message ?? row.message) === row.message;
        expect(same, cause).toBe(false);
      }
    }
  });
});

describe('refuse()', () => {
  it('asks for the values of placeholders, elements and headers', () => {
    expect(refuse('callback-status', { Status: '500' }).document('R', 'H', 'current')).toContain(
      '<Message>Error status : 500.</Message>',
    );
    // @ts-expect-error the status of the callback server is missing
    refuse('callback-status');
    // @ts-expect-error the element is called BucketName
    refuse('no-such-bucket', { Bucket: 'b' });
    // @ts-expect-error the header is missing
    refuse('delete-marker-addressed', { Method: 'GET', ResourceType: 'DeleteMarker' });
  });

  it('takes no details where the row has none', () => {
    expect(refuse('access-denied').document('R', 'H', 'current')).toContain('<Message>AccessDenied</Message>');
    // @ts-expect-error the row has no elements
    refuse('access-denied', { BucketName: 'b' });
  });

  it('takes only causes of the catalogue', () => {
    // @ts-expect-error no such cause
    expect(() => refuse('no-such-cause').document('R', 'H', 'current')).toThrow();
  });
});
