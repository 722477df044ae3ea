import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { publicAccessBlockElement, readPublicAccessBlock } from '../../public-access-block.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** What an object FC access point lets through, and to which functions (API reference of its configuration). */
export interface ProcessConfiguration {
  readonly features: readonly string[];
  readonly transformations: readonly Transformation[];
}

interface Transformation {
  /** In lower case, as the service prints them. */
  readonly actions: readonly string[];
  readonly roleArn: string | undefined;
  readonly functionArn: string | undefined;
  /** Names of request headers that the function gets to see. */
  readonly forwardedHeaders: readonly string[];
}

/** Everything of an object FC access point that can be put again. */
export interface PointConfiguration {
  readonly process: ProcessConfiguration | undefined;
  /** Undefined when never said. */
  readonly anonymous: boolean | undefined;
  readonly blocked: boolean;
}

const FEATURE = 'GetObject-Range';
const ACTION = 'getobject';
const ARN = /^acs:[a-z0-9-]+:[^:\s]*:[^:\s]*:\S+$/;
const ROLE_ARN = /^acs:ram::[^:\s]*:role\/\S+$/;

/**
 * Reads what is below the root; every container may be left out.
 * @throws OssError `setting-malformed-xml`, `public-access-block-malformed`, `object-process-invalid`.
 */
export function readPointConfiguration(root: XmlNode): PointConfiguration {
  const process = child(root, 'ObjectProcessConfiguration');
  const block = child(root, 'PublicAccessBlockConfiguration');
  const anonymous = only(root, 'AllowAnonymousAccessForObjectProcess');
  const allowed = anonymous === undefined ? undefined : readBoolean(anonymous);
  if (anonymous !== undefined && allowed === undefined) {
    throw invalid('AllowAnonymousAccessForObjectProcess', anonymous);
  }
  return {
    process: process && readProcess(process),
    anonymous: allowed,
    blocked: block !== undefined && readPublicAccessBlock(block),
  };
}

function readProcess(node: XmlNode): ProcessConfiguration {
  const features = listed(node, 'AllowedFeatures', 'AllowedFeature');
  for (const feature of features) if (feature !== FEATURE) throw invalid('AllowedFeature', feature);
  const container = child(node, 'TransformationConfigurations');
  const found = container?.children.filter(({ name }) => name === 'TransformationConfiguration') ?? [];
  return { features, transformations: found.map(readTransformation) };
}

function readTransformation(node: XmlNode): Transformation {
  const actions = listed(node, 'Actions', 'Action');
  for (const action of actions) if (action.toLowerCase() !== ACTION) throw invalid('Action', action);
  const content = child(node, 'ContentTransformation');
  const compute = content && child(content, 'FunctionCompute');
  const more = content && child(content, 'AdditionalFeatures');
  return {
    actions: actions.map((action) => action.toLowerCase()),
    roleArn: compute && arn(compute, 'FunctionAssumeRoleArn', ROLE_ARN),
    functionArn: compute && arn(compute, 'FunctionArn', ARN),
    forwardedHeaders: more === undefined ? [] : listed(more, 'CustomForwardHeaders', 'CustomForwardHeader'),
  };
}

function listed(node: XmlNode, container: string, name: string): string[] {
  const found = child(node, container);
  return found === undefined ? [] : texts(found, name);
}

function arn(node: XmlNode, name: string, form: RegExp): string | undefined {
  const text = only(node, name);
  if (text !== undefined && !form.test(text)) throw invalid(name, text);
  return text;
}

function only(node: XmlNode, name: string): string | undefined {
  const found = texts(node, name);
  if (found.length > 1) throw refuse('setting-malformed-xml').because({ element: name, times: found.length });
  return found[0];
}

function invalid(name: string, value: string) {
  return refuse('object-process-invalid', argument(name, value));
}

/** In the order of the API reference; what was never said about anonymous access is not printed. */
export function configurationElements({ process, anonymous, blocked }: PointConfiguration): XmlElement[] {
  const elements: XmlElement[] = [];
  if (process !== undefined) elements.push(processElement(process));
  if (anonymous !== undefined) elements.push(anonymousElement(anonymous));
  elements.push(publicAccessBlockElement(blocked));
  return elements;
}

export function anonymousElement(anonymous: boolean): XmlElement {
  return ['AllowAnonymousAccessForObjectProcess', anonymous];
}

function processElement({ features, transformations }: ProcessConfiguration): XmlElement {
  return [
    'ObjectProcessConfiguration',
    [
      ['AllowedFeatures', all('AllowedFeature', features)],
      [
        'TransformationConfigurations',
        transformations.map((one): XmlElement => ['TransformationConfiguration', transformationElements(one)]),
      ],
    ],
  ];
}

function transformationElements(one: Transformation): XmlElement[] {
  const headers = one.forwardedHeaders;
  const content: (XmlElement | false)[] = [
    [
      'FunctionCompute',
      [
        one.roleArn !== undefined && ['FunctionAssumeRoleArn', one.roleArn],
        one.functionArn !== undefined && ['FunctionArn', one.functionArn],
      ],
    ],
    headers.length > 0 && ['AdditionalFeatures', [['CustomForwardHeaders', all('CustomForwardHeader', headers)]]],
  ];
  return [
    ['Actions', all('Action', one.actions)],
    ['ContentTransformation', content],
  ];
}

function all(name: string, values: readonly string[]): XmlElement[] {
  return values.map((value): XmlElement => [name, value]);
}
