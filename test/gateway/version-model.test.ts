import { expect, it } from 'vitest';
import { type Listed, VersionModel } from './version-model.ts';

const where = { bucket: 'b', key: 'k' };

/** Three versions, one answered before the next was sent. */
function threeVersions(): { model: VersionModel; listed: Listed[] } {
  const model = new VersionModel();
  for (const id of ['one', 'two', 'three']) {
    model.make({ ...where, id, etag: id, sent: model.now(), told: model.now() });
  }
  const listed = ['three', 'two', 'one'].map((id) => ({ ...where, id, etag: id, latest: id === 'three' }));
  return { model, listed };
}

const swapped = ([first, second, ...rest]: Listed[]) => [second, first, ...rest] as Listed[];

it.each<[string, (listed: Listed[], model: VersionModel) => Listed[], string[]]>([
  ['what is as it must be', (listed) => listed, []],
  ['a version that is missing', (listed) => listed.slice(0, 2), ['one is missing']],
  ['two versions in the wrong order', swapped, ['three is listed behind an older one', 'the latest is not the first']],
  [
    'a version that nobody made',
    (listed) => [...listed, { ...where, id: 'four', etag: 'x', latest: false }],
    ['four was made by nobody', 'four has the content of another'],
  ],
  [
    'a version with the content of another',
    (listed) => listed.map((version) => (version.id === 'one' ? { ...version, etag: 'two' } : version)),
    ['one has the content of another'],
  ],
  [
    'a version that was removed',
    (listed, model) => {
      Object.assign(model.get('two') as object, { removing: model.now(), removed: model.now() });
      return listed;
    },
    ['two is listed although it was removed'],
  ],
  [
    'what a lost write has made',
    (listed, model) => {
      model.lose({ ...where, etag: 'x', sent: model.now() });
      return [{ ...where, id: 'four', etag: 'x', latest: true }, ...listed.map((old) => ({ ...old, latest: false }))];
    },
    [],
  ],
])('the model judges %s', (_, change, faults) => {
  const { model, listed } = threeVersions();
  expect(model.faultsOfAll(change(listed, model))).toEqual(faults);
});

it('a page must hold what is newer than its last version, and need not hold what is older', () => {
  const { model, listed } = threeVersions();
  const sent = model.now();
  expect(model.faultsOfPage(where, listed.slice(0, 2), true, sent)).toEqual([]);
  expect(model.faultsOfPage(where, listed.slice(1), true, sent)).toEqual(['three is missing']);
  expect(model.faultsOfPage(where, listed.slice(0, 2), false, sent)).toEqual(['one is missing']);
});
