/** Parts that rows of several families have in common. */

/** A document that is not what it must be, or is none. */
export const MALFORMED_XML = {
  status: 400,
  code: 'MalformedXML',
  message: 'The XML you provided was not well-formed or did not validate against our published schema.',
} as const;

/** A parameter whose own text is not published: the generic one of the HTTP 400 status code page (2021). */
export const ARGUMENT = {
  status: 400,
  code: 'InvalidArgument',
  message: 'Invalid Argument. Parameter is invalid.',
  extras: ['ArgumentName', 'ArgumentValue'],
  evidence: 'inferred',
} as const;

/** A parameter that image processing does not take. The EC page names the cause; the published text is of one shape. */
export const IMAGE_PARAMETER = {
  status: 400,
  code: 'InvalidArgument',
  message: 'The value: {Value} of parameter: {Parameter} is invalid.',
  evidence: 'inferred',
} as const;

/** A row whose EC page tells the condition; code and text are those of its published siblings. */
export function conditionOf<const Ec extends string>(ec: Ec) {
  return {
    ec,
    evidence: 'inferred',
    source: `EC page ${ec} for the condition; code and text of its siblings`,
  } as const;
}
