// The README's examples, one per language: files under test/sdk/snippets that are embedded and run as they are.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goBinary, javaClasses, need, PROGRAMS, pythonOf, WORK } from './sdks.mjs';

const FOLDER = join(PROGRAMS, 'snippets');
const ENDPOINT = 'http://127.0.0.1:9000';
const HELLO = /^hello\nNoSuchKey [0-9A-F]{24}\n$/;

/** `run` gives the command for a copy of the file at `path`; `expect` is what it must print. */
export const SNIPPETS = [
  {
    file: 'node-ali-oss.mjs',
    title: 'Node.js, ali-oss',
    language: 'js',
    expect: HELLO,
    run: (path) => [process.execPath, [path]],
  },
  {
    file: 'python-oss2.py',
    title: 'Python, oss2',
    language: 'python',
    expect: HELLO,
    run: (path) => [pythonOf('python-oss2'), [path]],
  },
  {
    file: 'python-v2.py',
    title: 'Python, alibabacloud-oss-v2',
    language: 'python',
    expect: HELLO,
    run: (path) => [pythonOf('python-v2'), [path]],
  },
  {
    file: 'go-v1/main.go',
    title: 'Go, SDK v1',
    language: 'go',
    expect: HELLO,
    run: (path) => [goFile('go-v1', path), []],
  },
  {
    file: 'go-v2/main.go',
    title: 'Go, SDK v2',
    language: 'go',
    expect: HELLO,
    run: (path) => [goFile('go-v2', path), []],
  },
  {
    file: 'Example.java',
    title: 'Java',
    language: 'java',
    expect: HELLO,
    run: (path) => ['java', ['-cp', javaClasses([path], 'java-snippet'), 'Example']],
  },
  { file: 'curl.sh', title: 'curl', language: 'sh', expect: /^hello<\?xml[^]*<Code>AccessDenied<\/Code>/, run: shell },
];

function goFile(sdk, path) {
  return goBinary(sdk, `${sdk}-snippet`, path);
}

function shell(path) {
  need('curl', 'openssl');
  return ['sh', [path]];
}

/** The examples as the README shows them. */
export function snippetsSection() {
  return SNIPPETS.map(({ file, title, language }) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return `<details><summary>${title}</summary>\n\n\`\`\`${language}\n${text}\`\`\`\n\n</details>`;
  }).join('\n');
}

/** Runs each against a server of its own. @returns name and what went wrong, if anything did. */
export async function runSnippets(startOssmock, output) {
  const results = [];
  for (const { file, title, expect, run } of SNIPPETS) {
    const copies = join(WORK, 'snippets');
    const path = join(copies, file);
    rmSync(copies, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    const server = await startOssmock();
    try {
      const source = readFileSync(join(FOLDER, file), 'utf8');
      if (!source.includes(ENDPOINT)) throw new Error(`does not use ${ENDPOINT}`);
      writeFileSync(path, source.replaceAll(ENDPOINT, server.url));
      const [command, args] = run(path);
      const { text, trouble } = await output(command, args, {});
      const wrong = expect.test(text) ? undefined : `printed ${JSON.stringify(text)}`;
      results.push({ name: title, trouble: trouble ?? wrong });
    } catch (error) {
      results.push({ name: title, trouble: error.message });
    } finally {
      await server.stop();
    }
  }
  return results;
}
