import { utf8FromBytes } from '../../../wire/percent.ts';
import { addressedChannel, keepChannel } from '../../bucket/live/channel.ts';
import { readStatus } from '../../bucket/live/configuration.ts';
import { answer, operation } from '../../operation.ts';

/** operations.md §11.3. The time of the last modification is that of the configuration, so it stays. */
export const putLiveChannelStatus = operation({
  name: 'PutLiveChannelStatus',
  method: 'PUT',
  resource: 'object',
  subResource: 'live',
  when: 'status',
  action: 'oss:PutLiveChannelStatus',
  access: 'manage',
  support: 'works',
  async run(call) {
    const sent = call.request.query.get('status') ?? '';
    const status = readStatus(utf8FromBytes(sent) ?? sent);
    await keepChannel(call, { ...addressedChannel(call), status });
    return answer(200);
  },
});
