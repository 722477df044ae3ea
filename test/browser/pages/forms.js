/**
 * The three ways in which a page uploads. Runs in the browser.
 *
 * A posting is { url, fields, after, headers, action }: fields stand before the file, `after` behind it. The file is the
 * one chosen in the input of the page; `writeForm` makes that input.
 */
globalThis.writeForm = ({ url, fields, after }) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.enctype = 'multipart/form-data';
  form.action = url;
  for (const [name, value] of Object.entries(fields)) form.append(field(name, value));
  const file = document.createElement('input');
  file.type = 'file';
  file.name = 'file';
  file.id = 'file';
  form.append(file);
  for (const [name, value] of Object.entries(after)) form.append(field(name, value));
  const button = document.createElement('button');
  button.textContent = 'Upload';
  form.append(button);
  document.body.replaceChildren(form);
};

function field(name, value) {
  const area = document.createElement('textarea');
  area.name = name;
  area.value = value;
  return area;
}

function formData({ fields, after }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', document.querySelector('#file').files[0]);
  for (const [name, value] of Object.entries(after)) data.append(name, value);
  return data;
}

/** What the page gets to see of the answer, or 'refused' by the browser. */
globalThis.postByFetch = async (posting) => {
  try {
    const { url, headers } = posting;
    const response = await fetch(url, { method: 'POST', headers, body: formData(posting) });
    return { status: response.status, etag: response.headers.get('etag'), text: await response.text() };
  } catch {
    return 'refused';
  }
};

/** The same, with what the progress bar showed: [sent, total] of each event. */
globalThis.postByXhr = (posting) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const progress = [];
    request.upload.onprogress = ({ loaded, total }) => progress.push([loaded, total]);
    request.onload = () => {
      const { status, responseText: text } = request;
      resolve({ status, etag: request.getResponseHeader('etag'), text, progress });
    };
    request.onerror = () => resolve('refused');
    request.open('POST', posting.url);
    for (const [name, value] of Object.entries(posting.headers)) request.setRequestHeader(name, value);
    request.send(formData(posting));
  });
