import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { setting } from '../../setting.ts';
import { readBoolean, texts } from '../../setting-values.ts';

/** What clients of the bucket have to speak (operations.md §5.18). */
interface HttpsConfiguration {
  /** Undefined when any version will do. */
  readonly tlsVersions: readonly string[] | undefined;
  readonly cipherSuite: CipherSuite | undefined;
}

interface CipherSuite {
  readonly enabled: boolean;
  /** Undefined when the document did not say. */
  readonly strong: boolean | undefined;
  readonly custom: readonly string[];
  readonly customTls13: readonly string[];
}

const TLS_VERSIONS: ReadonlySet<string> = new Set(['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']);

/** Kept without effect on connections. */
export const httpsConfig = setting<HttpsConfiguration>({
  title: 'BucketHttpsConfig',
  subResource: 'httpsConfig',
  support: 'stored',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const tls = root?.name === 'HttpsConfiguration' ? child(root, 'TLS') : undefined;
    if (root === undefined || tls === undefined) throw refuse('setting-malformed-xml');
    const suite = child(root, 'CipherSuite');
    return { tlsVersions: tlsVersions(tls), cipherSuite: suite && cipherSuite(suite) };
  },
  print: document,
  unset: () => document({ tlsVersions: undefined, cipherSuite: undefined }),
});

/** Versions that are named twice count once. */
function tlsVersions(tls: XmlNode): readonly string[] | undefined {
  if (!flag(tls, 'Enable')) return undefined;
  const versions = [...new Set(texts(tls, 'TLSVersion'))];
  if (versions.length === 0 || !versions.every((version) => TLS_VERSIONS.has(version))) {
    throw refuse('setting-malformed-xml');
  }
  return versions;
}

function cipherSuite(node: XmlNode): CipherSuite {
  return {
    enabled: flag(node, 'Enable'),
    strong: child(node, 'StrongCipherSuite') && flag(node, 'StrongCipherSuite'),
    custom: texts(node, 'CustomCipherSuite'),
    customTls13: texts(node, 'TLS13CustomCipherSuite'),
  };
}

function flag(node: XmlNode, name: string): boolean {
  const value = readBoolean(texts(node, name)[0] ?? '');
  if (value === undefined) throw refuse('setting-malformed-xml');
  return value;
}

function document({ tlsVersions, cipherSuite }: HttpsConfiguration): XmlElement {
  return [
    'HttpsConfiguration',
    [
      [
        'TLS',
        [
          ['Enable', tlsVersions !== undefined],
          ...(tlsVersions ?? []).map((version): XmlElement => ['TLSVersion', version]),
        ],
      ],
      cipherSuite && ['CipherSuite', cipherSuiteElements(cipherSuite)],
    ],
  ];
}

function cipherSuiteElements({ enabled, strong, custom, customTls13 }: CipherSuite): (XmlElement | false)[] {
  return [
    ['Enable', enabled],
    strong !== undefined && ['StrongCipherSuite', strong],
    ...custom.map((suite): XmlElement => ['CustomCipherSuite', suite]),
    ...customTls13.map((suite): XmlElement => ['TLS13CustomCipherSuite', suite]),
  ];
}
