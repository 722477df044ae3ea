import { afterEach, describe, expect, it, vi } from 'vitest';
import { health } from '../../src/commands/health.ts';
import { startServer } from '../../src/index.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('ossmock health', () => {
  it('asks the server that the same flags would start', async () => {
    const server = await startServer({ host: '127.0.0.1' });
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    for (const host of ['localhost', '127.0.0.1', '0.0.0.0'])
      await health(['--port', `${server.port}`, '--host', host]);
    expect(write).toHaveBeenCalledTimes(3);
    expect(write).toHaveBeenCalledWith(expect.stringMatching(/^\{"status":"ok","version":"[^"]+"\}\n$/));
    await server.close();
  });

  it('fails where nothing answers, naming the address', async () => {
    const server = await startServer();
    await server.close();
    await expect(health(['--port', `${server.port}`])).rejects.toThrow(
      `http://127.0.0.1:${server.port}/_ossmock/health: connect ECONNREFUSED`,
    );
  });

  it('fails where something else answers', async () => {
    const { createServer } = await import('node:http');
    const other = createServer((_request, response) => response.writeHead(500).end('not me'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(health(['--port', `${port}`])).rejects.toThrow('answered 500: not me');
    other.close();
  });
});
