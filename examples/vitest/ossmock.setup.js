import { startServer } from 'ossmock';

/** One server for all test files; they are told its address. */
export default async function setup({ provide }) {
  const server = await startServer({ host: '127.0.0.1', buckets: [{ name: 'pictures' }] });
  provide('ossmock', server.url);
  return () => server.close();
}
