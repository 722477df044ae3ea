/**
 * The load generator: a process of its own, so that it does not share a thread with what it measures. It is told by
 * messages `{ port, method, size, keys, connections, seconds, signer }`; without `seconds` it sends each request once. It
 * answers `{ requests, seconds }` or `{ error }`.
 */
import { Connection } from './connection.mjs';
import { objectRequests } from './requests.mjs';

/** Signing takes longer than sending, so each kind of request is made once; their Date stays valid for 15 minutes. */
const made = new Map();

function requestsOf(method, size, keys, signer) {
  const name = `${method} ${size} ${keys} ${signer?.accessKeyId}`;
  if (!made.has(name)) made.set(name, objectRequests(method, size, keys, signer));
  return made.get(name);
}

/** Keeps every connection busy until the end. */
function run({ port, method, size, keys, connections, seconds, signer }) {
  const requests = requestsOf(method, size, keys, signer);
  return new Promise((resolve, reject) => {
    const open = Array.from({ length: connections }, () => new Connection(port));
    const start = performance.now();
    const over = () => (seconds === undefined ? sent === keys : performance.now() >= start + seconds * 1000);
    let sent = 0;
    let finished = 0;
    let busy = connections;
    const next = (connection) => {
      if (over()) {
        connection.close();
        busy -= 1;
        if (busy === 0) resolve({ requests: finished, seconds: (performance.now() - start) / 1000 });
        return;
      }
      const request = requests[sent % requests.length];
      sent += 1;
      connection.send(request, (error) => {
        if (error) {
          for (const each of open) each.close();
          reject(error);
          return;
        }
        finished += 1;
        next(connection);
      });
    };
    for (const connection of open) next(connection);
  });
}

process.on('message', (job) => {
  run(job).then(
    (result) => process.send(result),
    (error) => process.send({ error: String(error) }),
  );
});
