import { xmlDocument } from '../../../xml/write.ts';
import { addressedChannel } from '../../bucket/live/channel.ts';
import { operation, xmlAnswer } from '../../operation.ts';

/** operations.md §11.3. ossmock takes no RTMP, so a channel is never Live: Idle, or Disabled by its owner. */
export const getLiveChannelStat = operation({
  name: 'GetLiveChannelStat',
  method: 'GET',
  resource: 'object',
  subResource: 'live',
  when: 'comp=stat',
  action: 'oss:GetLiveChannelStat',
  access: 'manage',
  support: 'works',
  run(call) {
    const status = addressedChannel(call).status === 'enabled' ? 'Idle' : 'Disabled';
    return xmlAnswer(xmlDocument(['LiveChannelStat', [['Status', status]]]));
  },
});
