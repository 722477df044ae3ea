/**
 * Writes to standard output. That the reader has gone, as `head` does when it has seen enough, is no failure: what is left
 * is written to nobody.
 */
export function print(text: string): void {
  if (!process.stdout.listeners('error').includes(onError)) process.stdout.on('error', onError);
  process.stdout.write(text);
}

function onError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
}
