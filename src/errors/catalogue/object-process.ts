import type { CauseRow } from '../cause.ts';

/** Access points behind which a function changes what is read (operations.md §11.5). */
export const objectProcess = {
  'no-such-object-process-point': {
    status: 404,
    code: 'NoSuchAccessPointForObjectProcess',
    message: 'The specified access point for object process does not exist.',
    evidence: 'inferred',
    source: 'by analogy with NoSuchAccessPoint; the text is not recorded',
    reason: 'The bucket has no object FC access point of the name in x-oss-access-point-for-object-process-name.',
    remedy:
      'ListAccessPointsForObjectProcess shows the names; the name is neither the alias nor that of the access point behind.',
  },
  'object-process-point-name-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'API reference of CreateAccessPointForObjectProcess for the rule; general text of the 400 page',
    reason:
      'An object FC access point has a name of 1 to 63 lower-case letters, digits and hyphens, with no hyphen at either end.',
    remedy: 'Send another name in x-oss-access-point-for-object-process-name.',
  },
  'object-process-invalid': {
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid Argument. Parameter is invalid.',
    extras: ['ArgumentName', 'ArgumentValue'],
    evidence: 'inferred',
    source: 'API reference of CreateAccessPointForObjectProcess for the values; general text of the 400 page',
    reason:
      'The element named in ArgumentName has a value that is not taken: the only AllowedFeature is GetObject-Range, the only Action GetObject, and functions and roles are named by ARN.',
    remedy: 'Correct the value; an ARN starts with acs: and that of a role with acs:ram::.',
  },
} as const satisfies Record<string, CauseRow>;
