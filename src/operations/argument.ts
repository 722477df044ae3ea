import { utf8FromBytes } from '../wire/percent.ts';

/** The two elements of an InvalidArgument. @param value as it came off the wire, a byte string. */
export function argument(name: string, value: string): { ArgumentName: string; ArgumentValue: string } {
  return { ArgumentName: name, ArgumentValue: utf8FromBytes(value) ?? value };
}
