// What an SDK cannot express, with the reason. A gap that is no longer one fails the run.
export const NOT_APPLICABLE = [
  {
    sdk: 'python-v2',
    scenario: 'dot-keys',
    reason: 'urllib3 takes dot segments out of the URL after it was signed; any server sees another key',
  },
  { sdk: 'go-v1', scenario: 'public-access-block', reason: 'this SDK has no call for it' },
  { sdk: 'go-v1', scenario: 'anonymous', reason: 'this SDK signs every request' },
  { sdk: 'java', scenario: 'invalid-name', reason: 'this SDK refuses such a key itself, before anything is sent' },
  { sdk: 'python-oss2', scenario: 'seal-append-object', reason: 'this SDK has no call for it' },
  { sdk: 'go-v1', scenario: 'seal-append-object', reason: 'this SDK has no call for it' },
  { sdk: 'python-oss2', scenario: 'object-worm', reason: 'this SDK has no call for it' },
  { sdk: 'go-v1', scenario: 'object-worm', reason: 'this SDK has no call for it' },
  { sdk: 'java', scenario: 'object-worm', reason: 'this SDK has no call for it' },
  ...['python-v2', 'go-v2'].flatMap((sdk) =>
    ['live-channel', 'async-fetch'].map((scenario) => ({ sdk, scenario, reason: 'this SDK has no call for it' })),
  ),
  ...['python-oss2', 'python-v2', 'go-v1', 'go-v2'].map((sdk) => ({
    sdk,
    scenario: 'directories',
    reason: 'this SDK has no call for it',
  })),
  {
    sdk: 'go-v1',
    scenario: 'client-encryption',
    reason: "this SDK's package for it needs the SDK of KMS, which go.mod does not have",
  },
  ...['python-oss2', 'go-v1', 'java'].map((sdk) => ({
    sdk,
    scenario: 'overwrite-rules',
    reason: 'this SDK has no call for it',
  })),
];
