import { z } from 'zod';
import { ACCOUNT_STATUSES, type AccountStatus } from '../identity/account-status.ts';
import { readAccounts } from '../identity/read-accounts.ts';
import { AccountsFault } from '../identity/spec.ts';

const name = z.string().min(1);
const id = z.string().regex(/^\d{5,20}$/, 'an id of digits, in quotes');
const document = z.record(z.string(), z.unknown());
/** Names of policies, or documents. */
const policies = z.array(z.union([name, document])).optional();
const keys = z.array(
  z.strictObject({
    id: z.string().regex(/^[0-9A-Za-z._=]+$/, 'letters, digits and ._='),
    secret: name,
    status: z.enum(['active', 'disabled']).default('active'),
  }),
);

/** The section `accounts` of the configuration file: its shape, then whether it hangs together. */
export const accounts = z
  .array(
    z.strictObject({
      id: z.string().regex(/^\d{5,20}$/, 'an account id of digits, in quotes'),
      name: name.optional(),
      status: z.enum(Object.keys(ACCOUNT_STATUSES) as AccountStatus[]).optional(),
      keys: keys.default([]),
      policies: z.record(name, document).optional(),
      users: z
        .array(
          z.strictObject({
            name,
            id: id.optional(),
            keys: keys.optional(),
            policies,
            groups: z.array(name).optional(),
          }),
        )
        .optional(),
      groups: z.array(z.strictObject({ name, policies })).optional(),
      roles: z
        .array(
          z.strictObject({
            name,
            id: id.optional(),
            trust: z.union([z.array(name), document]).optional(),
            policies,
            maxSessionDuration: z.int().optional(),
          }),
        )
        .optional(),
    }),
  )
  .min(1)
  .superRefine((specs, context) => {
    try {
      readAccounts(specs);
    } catch (error) {
      if (!(error instanceof AccountsFault)) throw error;
      context.addIssue({ code: 'custom', path: [...error.path], message: error.message });
    }
  })
  .optional();
