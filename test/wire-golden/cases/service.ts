import type { Cases, SignedAsk } from '../support/case.ts';

const BLOCK = (value: string): string =>
  `<PublicAccessBlockConfiguration><BlockPublicAccess>${value}</BlockPublicAccess></PublicAccessBlockConfiguration>`;

const PIPELINE = `<DataPipelineConfiguration>
  <DataPipelineDescription>pictures of cats</DataPipelineDescription>
  <Sources>
    <InputBucket>examplebucket</InputBucket>
    <InputDataScope>All</InputDataScope>
    <IgnoreDelete>True</IgnoreDelete>
    <FilterConfiguration><PrefixSet>cats/</PrefixSet><ObjectMediaTypes>image</ObjectMediaTypes></FilterConfiguration>
  </Sources>
  <DataPipelineEmbeddingConfiguration>
    <ApiKey>sk-secret</ApiKey>
    <EmbeddingProvider>bailian</EmbeddingProvider>
    <Model>multimodal-embedding-v1</Model>
    <FPS>0.5</FPS>
  </DataPipelineEmbeddingConfiguration>
  <Destination>
    <VectorBucketName>vectors</VectorBucketName>
    <VectorIndexNames>index1</VectorIndexNames>
  </Destination>
</DataPipelineConfiguration>`;
const pipeline = (action: string, rest = ''): SignedAsk => ({
  method: 'POST',
  query: `dataPipeline&action=${action}${rest}`,
});
const putPipeline = (name: string, body = PIPELINE): SignedAsk => ({
  ...pipeline('putDataPipelineConfiguration', `&dataPipelineName=${name}&role=acs:ram::1234567890123456:role/cats`),
  body,
});

/** Operations without a bucket (operations.md §3, §5.19). */
export const serviceCases: Cases = {
  ListBuckets: [
    { name: 'all', rule: 'every bucket of the caller, by name, without paging elements', ask: { method: 'GET' } },
    {
      name: 'truncated',
      rule: 'a page that does not hold every bucket begins with the paging elements',
      ask: { method: 'GET', query: 'max-keys=1' },
    },
    {
      name: 'last-page',
      rule: 'the page after a marker says that it is the last',
      ask: { method: 'GET', query: 'marker=distantbucket&max-keys=10' },
    },
    {
      name: 'under-the-servers-own-address',
      rule: 'a client that came by address and port is told that address as the endpoint',
      ask: { method: 'GET', host: '127.0.0.1:9000' },
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000',
      cause: 'max-keys-out-of-range-buckets',
      ask: { method: 'GET', query: 'max-keys=1001' },
    },
    {
      name: 'prefix-invalid',
      rule: 'a prefix that no bucket name can have is refused',
      cause: 'bucket-prefix-invalid',
      ask: { method: 'GET', query: 'prefix=A_' },
    },
    {
      name: 'marker-invalid',
      rule: 'a marker that no bucket name can be is refused',
      cause: 'bucket-marker-invalid',
      ask: { method: 'GET', query: 'marker=%2Fx' },
    },
  ],
  ListCloudBoxes: [
    { name: 'none', rule: 'an account has no cloud boxes', ask: { method: 'GET', query: 'cloudboxes' } },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000',
      cause: 'max-keys-out-of-range-buckets',
      ask: { method: 'GET', query: 'cloudboxes&max-keys=0' },
    },
  ],
  DescribeRegions: [
    {
      name: 'one',
      rule: 'the named region with its three endpoints',
      ask: { method: 'GET', query: 'regions=oss-cn-hangzhou' },
    },
    { name: 'all', rule: 'every region when none is named', ask: { method: 'GET', query: 'regions' } },
    {
      name: 'no-such-region',
      rule: 'a region that does not exist is a 404',
      cause: 'no-such-region',
      ask: { method: 'GET', query: 'regions=oss-cn-nowhere' },
    },
  ],
  PutPublicAccessBlock: [
    {
      name: 'set',
      rule: 'a setting is answered without body',
      ask: { method: 'PUT', query: 'publicAccessBlock', body: BLOCK('true') },
    },
    {
      name: 'malformed',
      rule: 'BlockPublicAccess is true or false',
      cause: 'public-access-block-malformed',
      ask: { method: 'PUT', query: 'publicAccessBlock', body: BLOCK('maybe') },
    },
    {
      name: 'without-length',
      rule: 'a document has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'PUT', query: 'publicAccessBlock', noLength: true },
    },
  ],
  GetPublicAccessBlock: [
    { name: 'never-set', rule: 'false when it was never set', ask: { method: 'GET', query: 'publicAccessBlock' } },
    {
      name: 'set',
      rule: 'true once it was set',
      before: [{ method: 'PUT', query: 'publicAccessBlock', body: BLOCK('true') }],
      ask: { method: 'GET', query: 'publicAccessBlock' },
    },
  ],
  DeletePublicAccessBlock: [
    {
      name: 'never-set',
      rule: 'a deletion succeeds also when nothing was set',
      ask: { method: 'DELETE', query: 'publicAccessBlock' },
    },
  ],
  PutDataPipelineConfiguration: [
    { name: 'set', rule: 'a pipeline that is taken is answered without body', ask: putPipeline('cats') },
    {
      name: 'data-pipeline-name-invalid',
      rule: 'a name is of letters, digits, - and _',
      cause: 'data-pipeline-name-invalid',
      ask: putPipeline('cats.and.dogs'),
    },
    {
      name: 'setting-malformed-xml',
      rule: 'a pipeline is described',
      cause: 'setting-malformed-xml',
      ask: putPipeline('cats', ''),
    },
  ],
  GetDataPipelineConfiguration: [
    {
      name: 'set',
      rule: 'a pipeline comes back with its name and role, and without the key for the embedding service',
      before: [putPipeline('cats')],
      ask: pipeline('getDataPipelineConfiguration', '&dataPipelineName=cats'),
    },
    {
      name: 'no-such-data-pipeline',
      rule: 'what was never made is not found',
      cause: 'no-such-data-pipeline',
      ask: pipeline('getDataPipelineConfiguration', '&dataPipelineName=dogs'),
    },
    {
      name: 'data-pipeline-name-invalid',
      rule: 'the pipeline is named',
      cause: 'data-pipeline-name-invalid',
      ask: pipeline('getDataPipelineConfiguration'),
    },
  ],
  ListDataPipelineConfigurations: [
    { name: 'none', rule: 'an account begins without pipelines', ask: pipeline('listDataPipelineConfigurations') },
    {
      name: 'truncated',
      rule: 'pipelines come by name, and a token leads to the next',
      before: [putPipeline('cats'), putPipeline('birds'), putPipeline('dogs')],
      ask: pipeline('listDataPipelineConfigurations', '&maxResults=1&nextToken=birds'),
    },
    {
      name: 'prefix',
      rule: 'a prefix selects by the beginning of the name',
      before: [putPipeline('cats'), putPipeline('cows'), putPipeline('dogs')],
      ask: pipeline('listDataPipelineConfigurations', '&prefix=co'),
    },
    {
      name: 'data-pipeline-max-results',
      rule: 'a page holds at most 100',
      cause: 'data-pipeline-max-results',
      ask: pipeline('listDataPipelineConfigurations', '&maxResults=101'),
    },
  ],
  DeleteDataPipelineConfiguration: [
    {
      name: 'set',
      rule: 'a pipeline that was deleted is gone',
      before: [putPipeline('cats')],
      ask: pipeline('deleteDataPipelineConfiguration', '&dataPipelineName=cats'),
      after: { ask: pipeline('getDataPipelineConfiguration', '&dataPipelineName=cats'), status: 404 },
    },
    {
      name: 'no-such-data-pipeline',
      rule: 'only what was made can be deleted',
      cause: 'no-such-data-pipeline',
      ask: pipeline('deleteDataPipelineConfiguration', '&dataPipelineName=cats'),
    },
    {
      name: 'data-pipeline-name-invalid',
      rule: 'the pipeline is named',
      cause: 'data-pipeline-name-invalid',
      ask: pipeline('deleteDataPipelineConfiguration'),
    },
  ],
};
