/**
 * The yardstick: Fastify with one handler that does the least that PutObject and GetObject need. PUT reads the body
 * and computes MD5 and CRC-64; GET replies a buffer of the size that the key names.
 */
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { Crc64 } from '../build/store/crc64.js';

const app = Fastify({ logger: false });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', (_request, _payload, done) => done(null));

app.put('/*', (request, reply) => {
  const md5 = createHash('md5');
  const crc = new Crc64();
  request.raw.on('data', (chunk) => {
    md5.update(chunk);
    crc.update(chunk);
  });
  request.raw.on('end', () => {
    reply
      .header('ETag', `"${md5.digest('hex').toUpperCase()}"`)
      .header('x-oss-hash-crc64ecma', `${crc.value()}`)
      .send();
  });
});

const bodies = new Map();

app.get('/:size/:key', (request, reply) => {
  const { size } = request.params;
  if (!bodies.has(size)) bodies.set(size, Buffer.alloc(Number(size), 'x'));
  reply.send(bodies.get(size));
});

await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`bare is ready at http://127.0.0.1:${app.server.address().port}\n`);
