import { refuse } from '../../../errors/refuse.ts';
import { childText, readXml, type XmlNode } from '../../../xml/read.ts';
import { type Shape, shaped } from '../../../xml/shape.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { callerAccount } from '../../caller.ts';
import type { Call } from '../../operation.ts';

/** A rule that would turn objects into vectors; here it is only kept (API page GetDataPipelineConfiguration). */
export interface DataPipeline {
  readonly name: string;
  readonly element: XmlElement;
}

const ROOT = 'DataPipelineConfiguration';

/** What a client sends (Go SDK v2, oss/dataprocess/api_op_data_pipe_line.go). */
const SENT: readonly Shape[] = [
  'DataPipelineDescription',
  [
    'Sources',
    [
      'InputBucket',
      'InputDataScope',
      ['IgnoreDelete', 'boolean'],
      ['FilterConfiguration', ['PrefixSet', 'ObjectMediaTypes']],
    ],
  ],
  ['DataPipelineEmbeddingConfiguration', ['EmbeddingProvider', 'ApiKey', 'Model', 'FPS']],
  [
    'Destination',
    ['VectorBucketName', 'VectorKeyPrefix', 'VectorIndexNames', 'ObjectTagToMetadata', 'UsermetaToMetadata'],
  ],
  ['DataPipelineError', ['ErrorMode', 'ErrorBucket', 'ErrorPrefix']],
];
const KEPT: Shape = [ROOT, ['DataPipelineName', 'DataPipelineRole', ...SENT, 'Status', 'CreateTime']];

function setting(call: Call): string {
  return `dataPipelines/${callerAccount(call)}`;
}

/** The caller's pipelines, by name. */
export function pipelinesOf(call: Call): DataPipeline[] {
  const document = call.store.setting(setting(call));
  const root = document === undefined ? undefined : readXml(document);
  return (root?.children ?? []).map((node) => ({
    name: childText(node, 'DataPipelineName') ?? '',
    element: shaped(node, KEPT),
  }));
}

export function keepPipelines(call: Call, pipelines: readonly DataPipeline[]): Promise<void> {
  const sorted = pipelines.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return call.store.setSetting(setting(call), xmlDocument(['DataPipelines', sorted.map(({ element }) => element)]));
}

/** The name in the query. @throws OssError `data-pipeline-name-invalid`. */
export function requestedName({ request }: Call): string {
  const name = request.query.get('dataPipelineName') ?? '';
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
    throw refuse('data-pipeline-name-invalid', argument('dataPipelineName', name));
  return name;
}

/** @throws OssError `data-pipeline-name-invalid`, `no-such-data-pipeline`. */
export function requestedPipeline(call: Call): DataPipeline {
  const name = requestedName(call);
  const found = pipelinesOf(call).find((pipeline) => pipeline.name === name);
  if (found === undefined) throw refuse('no-such-data-pipeline').because({ name });
  return found;
}

/** What is put, and what the service tells of it beside. @throws OssError `setting-malformed-xml`. */
export function readPipeline(root: XmlNode | undefined, name: string, role: string, created: string): DataPipeline {
  if (root?.name !== ROOT) throw refuse('setting-malformed-xml');
  const [, sent] = shaped(root, [ROOT, SENT]);
  const element: XmlElement = [
    ROOT,
    [
      ['DataPipelineName', name],
      ['DataPipelineRole', role],
      ...(sent as readonly XmlElement[]).map(masked),
      ['Status', 'Running'],
      ['CreateTime', created],
    ],
  ];
  return { name, element };
}

/** The key for the embedding service is never shown (API page GetDataPipelineConfiguration). */
function masked([name, content]: XmlElement): XmlElement {
  if (name !== 'DataPipelineEmbeddingConfiguration') return [name, content];
  const parts = content as readonly XmlElement[];
  return [name, parts.map(([part, text]) => [part, part === 'ApiKey' ? 'sk-****' : text] as const)];
}
