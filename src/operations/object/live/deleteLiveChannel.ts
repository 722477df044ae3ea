import { addressedChannel, removeChannel } from '../../bucket/live/channel.ts';
import { answer, operation } from '../../operation.ts';

/** operations.md §11.3: the channel goes, its ts files and playlists stay. */
export const deleteLiveChannel = operation({
  name: 'DeleteLiveChannel',
  method: 'DELETE',
  resource: 'object',
  subResource: 'live',
  action: 'oss:DeleteLiveChannel',
  access: 'manage',
  support: 'works',
  async run(call) {
    await removeChannel(call, addressedChannel(call));
    return answer(204);
  },
});
