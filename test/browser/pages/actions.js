/**
 * What the pages of the tests can do. Runs in the browser.
 *
 * An action is { api: 'fetch' | 'xhr', method, url, headers, body, credentials }. The outcome is what the page gets to
 * see: { status, etag } of an answer it may read, or 'refused'.
 */
globalThis.act = (action) => (action.api === 'xhr' ? byXhr(action) : byFetch(action));

async function byFetch({ method, url, headers, body, credentials }) {
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      credentials: credentials ? 'include' : 'omit',
      cache: 'no-store',
    });
    await response.arrayBuffer();
    return { status: response.status, etag: response.headers.get('etag') !== null };
  } catch {
    return 'refused';
  }
}

function byXhr({ method, url, headers, body, credentials }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.withCredentials = credentials;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onload = () => {
      const names = request.getAllResponseHeaders().toLowerCase();
      resolve({ status: request.status, etag: /^etag:/m.test(names) });
    };
    request.onerror = () => resolve('refused');
    request.send(body);
  });
}

/** Whether an image of this address shows. */
globalThis.shows = (src, referrerPolicy) =>
  new Promise((resolve) => {
    const image = new Image();
    if (referrerPolicy !== undefined) image.referrerPolicy = referrerPolicy;
    image.onload = () => resolve(image.naturalWidth > 0);
    image.onerror = () => resolve(false);
    image.src = src;
  });
