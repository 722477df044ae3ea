// Each SDK: the tools it needs, how its program is made ready, and how it is started.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const PROGRAMS = join(ROOT, 'test', 'sdk');
/** Ignored by git: virtual environments, binaries, class files, the programs' own files. */
export const WORK = join(ROOT, '.ossmock', 'sdks');

const TOOLS = {
  python3: { ask: ['python3', ['-c', 'import venv, ensurepip']], package: 'python3-venv' },
  go: { ask: ['go', ['version']], package: 'golang' },
  javac: { ask: ['javac', ['-version']], package: 'default-jdk' },
  mvn: { ask: ['mvn', ['-v']], package: 'maven' },
  curl: { ask: ['curl', ['--version']], package: 'curl' },
  openssl: { ask: ['openssl', ['version']], package: 'openssl' },
};

/** @throws an Error that names the package to install. */
export function need(...tools) {
  for (const tool of tools) {
    const { ask, package: name } = TOOLS[tool];
    if (spawnSync(ask[0], ask[1], { stdio: 'ignore' }).status !== 0) {
      throw new Error(`${tool} is missing: apt-get install -y ${name}`);
    }
  }
}

function run(command, args, cwd, env = {}) {
  try {
    return execFileSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(
      `${command} ${args.join(' ')}: ${`${error.stdout ?? ''}${error.stderr ?? ''}`.trim().slice(-2000)}`,
    );
  }
}

/** A virtual environment with what requirements.txt pins, made once for each content of that file. @returns its python. */
export function pythonOf(folder) {
  need('python3');
  const wanted = readFileSync(join(PROGRAMS, folder, 'requirements.txt'), 'utf8');
  const venv = join(WORK, folder);
  const python = join(venv, 'bin', 'python');
  const stamp = join(venv, 'requirements.done');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  rmSync(venv, { recursive: true, force: true });
  run('python3', ['-m', 'venv', venv], ROOT);
  run(
    python,
    ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', join(PROGRAMS, folder, 'requirements.txt')],
    ROOT,
  );
  writeFileSync(stamp, wanted);
  return python;
}

/** Builds the program of a module, or a single file with what the module pins. @returns the path of the binary. */
export function goBinary(folder, name = folder, source = '.') {
  need('go');
  const binary = join(WORK, `${name}.bin`);
  run('go', ['build', '-mod=readonly', '-o', binary, source], join(PROGRAMS, folder));
  return binary;
}

/** @returns the class path of the Java SDK with what it needs. */
export function javaLibraries() {
  need('javac', 'mvn');
  const file = join(WORK, 'java.classpath');
  run('mvn', ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${file}`], join(PROGRAMS, 'java'));
  return readFileSync(file, 'utf8').trim();
}

/** @returns the class path with the compiled sources. */
export function javaClasses(sources, name) {
  const libraries = javaLibraries();
  const classes = join(WORK, name);
  rmSync(classes, { recursive: true, force: true });
  mkdirSync(classes, { recursive: true });
  run('javac', ['-nowarn', '-encoding', 'UTF-8', '-cp', libraries, '-d', classes, ...sources], ROOT);
  return `${classes}${delimiter}${libraries}`;
}

const python = (folder) => () => ({
  command: pythonOf(folder),
  args: [join(PROGRAMS, folder, 'main.py')],
  env: { PYTHONPATH: join(PROGRAMS, 'python-common'), PYTHONDONTWRITEBYTECODE: '1' },
});
const go = (folder) => () => ({ command: goBinary(folder), args: [], env: {} });
const java = () => {
  const folder = join(PROGRAMS, 'java', 'src');
  const sources = readdirSync(folder).map((name) => join(folder, name));
  const classPath = javaClasses(sources, 'java-classes');
  return { command: 'java', args: ['-cp', classPath, 'Main'], env: {} };
};

/** Name of the folder and of the column to how its program is made ready. */
export const SDKS = {
  'python-oss2': python('python-oss2'),
  'python-v2': python('python-v2'),
  'go-v1': go('go-v1'),
  'go-v2': go('go-v2'),
  java,
};
