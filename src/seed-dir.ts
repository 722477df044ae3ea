import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BucketConfig, ConfigError, type ObjectConfig } from './config/config.ts';
import { isBucketName } from './operations/bucket-name.ts';

/** What file managers and version control leave in directories. */
const CLUTTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.gitkeep']);

/**
 * The configured buckets and those of a directory: its directories are buckets, the files in them objects, their paths
 * the keys. A configured bucket of the same name has the objects of both. Names that begin with a dot are not buckets.
 * @throws ConfigError for a directory that cannot be read, and for what cannot be a bucket.
 */
export function withSeedDir(buckets: readonly BucketConfig[], directory: string | undefined): readonly BucketConfig[] {
  if (directory === undefined) return buckets;
  const found = new Map(bucketNames(directory).map((name) => [name, objects(join(directory, name), '')]));
  const configured = buckets.map((bucket) => {
    const more = found.get(bucket.name);
    found.delete(bucket.name);
    return more === undefined ? bucket : { ...bucket, objects: [...(bucket.objects ?? []), ...more] };
  });
  return [...configured, ...[...found].map(([name, own]) => ({ name, objects: own }))];
}

function bucketNames(directory: string): string[] {
  const names = entries(directory)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('.') && !CLUTTER.has(name));
  for (const name of names) {
    const path = join(directory, name);
    if (!statSync(path).isDirectory()) {
      throw new ConfigError(`seed-dir: ${path}: expected directories only, each a bucket with its objects`);
    }
    if (!isBucketName(name)) {
      throw new ConfigError(
        `seed-dir: ${path}: expected the name of a bucket: 3 to 63 lower-case letters, digits and hyphens, not at the ends`,
      );
    }
  }
  return names;
}

/** Links are followed to files only: a directory could hold itself. */
function objects(directory: string, prefix: string): ObjectConfig[] {
  return entries(directory).flatMap((entry): ObjectConfig[] => {
    const file = join(directory, entry.name);
    const key = prefix + entry.name;
    if (CLUTTER.has(entry.name)) return [];
    if (entry.isDirectory()) return objects(file, `${key}/`);
    return statSync(file).isFile() ? [{ key, file }] : [];
  });
}

/** In the order of their names, so that every start makes the same ids. */
function entries(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new ConfigError(`seed-dir: ${directory} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
