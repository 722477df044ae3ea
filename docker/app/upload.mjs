// The app of docker/compose.yaml: reads what the seed brought, uploads, and hears from its callback server.
import OSS from 'ali-oss';

const { OSS_ENDPOINT, OSS_ACCESS_KEY_ID, OSS_ACCESS_KEY_SECRET, OSS_BUCKET, CALLBACK_URL } = process.env;
const client = new OSS({
  endpoint: OSS_ENDPOINT,
  region: 'oss-cn-hangzhou',
  accessKeyId: OSS_ACCESS_KEY_ID,
  accessKeySecret: OSS_ACCESS_KEY_SECRET,
  bucket: OSS_BUCKET,
});

const seeded = await client.get('fixtures/first.json');
console.log(`seed: ${JSON.parse(seeded.content).from}`);

const callback = {
  url: CALLBACK_URL,
  body: 'bucket=${bucket}&object=${object}&size=${size}',
  contentType: 'application/x-www-form-urlencoded',
};
// The callback server may still be opening its port.
for (let attempt = 1; ; attempt++) {
  try {
    const { data, res } = await client.put('hello.txt', Buffer.from('hello'), { callback });
    console.log(`upload: ${res.requestUrls[0].split('?')[0]} ${JSON.stringify(data)}`);
    break;
  } catch (error) {
    if (error.code !== 'CallbackFailed' || attempt === 20) throw error;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const page = await fetch(new URL('/index.html', OSS_ENDPOINT.replace('//', '//site.')));
console.log(`site: ${page.status} ${(await page.text()).includes('seed folder')}`);

try {
  await client.get('missing.txt');
} catch (error) {
  console.log(`refused: ${error.code}`);
}
