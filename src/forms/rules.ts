import type { WireProfile } from '../errors/cause.ts';

/** 5 GB: the most a form may have in all, framing included (access.md POST-4). */
export const MAX_FORM_BYTES = 5 * 1024 ** 3;

/** What differs from one time of the service to another (access.md POST-8, POST-9, POST-12, §16). All sizes in bytes. */
export interface FormRules {
  /** The name of a field. */
  readonly nameBytes: number;
  /** The value of a field other than file. */
  readonly valueBytes: number;
  /** All values before file; the part heads before file may have as much again. */
  readonly fieldsBytes: number;
  /** The whole body. */
  readonly bodyBytes: number;
  /** True where names count in the case of the manual only. */
  readonly exactNames: boolean;
  /** True where a header line that OSS does not know, on the file part, is refused. */
  readonly knownFileHeadersOnly: boolean;
  /** How a body above `bodyBytes` is refused: by EC 0006-00000003, or in the words of 2021. */
  readonly bodyTooLarge: 'form-file-too-large' | 'form-body-over-5-gb';
}

const current: FormRules = {
  nameBytes: 8 * 1024,
  valueBytes: 2 * 1024 ** 2,
  fieldsBytes: 8 * 1024 ** 2,
  bodyBytes: MAX_FORM_BYTES,
  exactNames: false,
  knownFileHeadersOnly: true,
  bodyTooLarge: 'form-file-too-large',
};

const of2022: FormRules = { ...current, exactNames: true, bodyTooLarge: 'form-body-over-5-gb' };

const byProfile: Readonly<Record<WireProfile, FormRules>> = {
  current,
  '2022': of2022,
  // "Only the file field can exceed 4 KB": the 2019 code table.
  '2019': { ...of2022, valueBytes: 4 * 1024 },
};

/** The rules of a profile: both manuals say that names are case-sensitive, the API reference of today says they are not. */
export function formRules(profile: WireProfile): FormRules {
  return byProfile[profile];
}
