// Puts and gets an object with ali-oss, over TLS or through a proxy. Run with NODE_EXTRA_CA_CERTS.
import { Agent as HttpAgent, request } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect } from 'node:tls';
import OSS from 'ali-oss';

const { OSS_ENDPOINT: endpoint, OSS_PROXY: proxy } = process.env;

/** What makes connections through tunnels, as the packages http-proxy-agent and https-proxy-agent do. */
function tunnels(Agent, finish) {
  return new (class extends Agent {
    createConnection({ host, port, servername }, done) {
      const asked = request(proxy, { method: 'CONNECT', path: `${host}:${port}` });
      asked.once('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) done(null, finish(socket, servername || host));
        else done(new Error(`the proxy answered ${statusCode}`));
      });
      asked.once('error', done);
      asked.end();
    }
  })();
}

const agents = {
  agent: tunnels(HttpAgent, (socket) => socket),
  httpsAgent: tunnels(HttpsAgent, (socket, servername) => connect({ socket, servername })),
};
const client = new OSS({
  endpoint,
  region: 'oss-cn-hangzhou',
  accessKeyId: 'ossmock',
  accessKeySecret: 'ossmock-secret',
  bucket: 'examplebucket',
  secure: endpoint.startsWith('https:'),
  ...(proxy ? agents : {}),
});
const data = Buffer.alloc(300_000, 'ali-oss ');
await client.put('tls/ali-oss.bin', data);
const { content } = await client.get('tls/ali-oss.bin');
console.log(data.equals(content) ? 'PASS' : `FAIL ${content.length} bytes came back`);
