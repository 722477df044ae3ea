import type { Shape } from '../../../xml/shape.ts';

/** Elements that a rule's Redirect may have, in the order the service prints them (operations.md §5.3). */
const REDIRECT: readonly Shape[] = [
  'RedirectType',
  ['PassQueryString', 'boolean'],
  'MirrorURL',
  'MirrorURLSlave',
  'MirrorURLProbe',
  ['MirrorPassQueryString', 'boolean'],
  ['MirrorFollowRedirect', 'boolean'],
  ['MirrorCheckMd5', 'boolean'],
  ['MirrorHeaders', [['PassAll', 'boolean'], 'Pass', 'Remove', ['Set', ['Key', 'Value']]]],
  ['MirrorSNI', 'boolean'],
  ['MirrorPassOriginalSlashes', 'boolean'],
  ['MirrorSaveOssMeta', 'boolean'],
  ['MirrorProxyPass', 'boolean'],
  ['MirrorAllowHeadObject', 'boolean'],
  ['MirrorAllowGetImageInfo', 'boolean'],
  ['MirrorAllowVideoSnapshot', 'boolean'],
  ['MirrorUserLastModified', 'boolean'],
  ['MirrorSwitchAllErrors', 'boolean'],
  'MirrorAsyncStatus',
  ['MirrorIsExpressTunnel', 'boolean'],
  'MirrorDstRegion',
  'MirrorDstVpcId',
  'MirrorDstSlaveVpcId',
  'MirrorTunnelId',
  ['MirrorUsingRole', 'boolean'],
  'MirrorRole',
  ['MirrorReturnHeaders', [['ReturnHeader', ['Key', 'Value']]]],
  ['MirrorTaggings', [['Taggings', ['Key', 'Value']]]],
  ['MirrorAuth', ['AuthType', 'Region', 'AccessKeyId', 'AccessKeySecret']],
  [
    'MirrorMultiAlternates',
    [
      [
        'MirrorMultiAlternate',
        [
          'MirrorMultiAlternateNumber',
          'MirrorMultiAlternateURL',
          'MirrorMultiAlternateVpcId',
          'MirrorMultiAlternateDstRegion',
        ],
      ],
    ],
  ],
  'TransparentMirrorResponseCodes',
  'Protocol',
  'HostName',
  ['EnableReplacePrefix', 'boolean'],
  'ReplaceKeyPrefixWith',
  'ReplaceKeyWith',
  'HttpRedirectCode',
];

const RULE: readonly Shape[] = [
  'RuleNumber',
  [
    'Condition',
    [
      'KeyPrefixEquals',
      'KeySuffixEquals',
      'HttpErrorCodeReturnedEquals',
      ['IncludeHeader', ['Key', 'Equals', 'StartsWith', 'EndsWith']],
    ],
  ],
  ['Redirect', REDIRECT],
  ['LuaConfig', ['Script']],
];

/** The whole document. */
export const WEBSITE: Shape = [
  'WebsiteConfiguration',
  [
    ['IndexDocument', ['Suffix', ['SupportSubDir', 'boolean'], 'Type']],
    ['ErrorDocument', ['Key', 'HttpStatus']],
    ['RoutingRules', [['RoutingRule', RULE]]],
  ],
];

/** The elements of a Redirect that are true or false. */
export const REDIRECT_FLAGS: readonly string[] = REDIRECT.flatMap((shape) =>
  typeof shape !== 'string' && shape[1] === 'boolean' ? shape[0] : [],
);
