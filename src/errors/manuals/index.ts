import { callback } from './callback.ts';
import { codeTable } from './code-table.ts';
import { postObject } from './post-object.ts';
import { refusals } from './refusals.ts';
import type { ManualRow } from './row.ts';
import { stsTable } from './sts.ts';

/** Every row of both manuals' tables and every error that their chapters quote. */
export const manualRows: readonly ManualRow[] = [...codeTable, ...postObject, ...refusals, ...callback, ...stsTable];
