import { xmlDocument } from '../../../xml/write.ts';
import { addressedChannel } from '../../bucket/live/channel.ts';
import { operation, xmlAnswer } from '../../operation.ts';

/** operations.md §11.3: the streams that were pushed. ossmock takes no RTMP, so there are none. */
export const getLiveChannelHistory = operation({
  name: 'GetLiveChannelHistory',
  method: 'GET',
  resource: 'object',
  subResource: 'live',
  when: 'comp=history',
  action: 'oss:GetLiveChannelHistory',
  access: 'manage',
  support: 'works',
  run(call) {
    addressedChannel(call);
    return xmlAnswer(xmlDocument(['LiveChannelHistory', []]));
  },
});
