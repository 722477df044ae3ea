import { xmlDocument } from '../../../xml/write.ts';
import { addressedChannel } from '../../bucket/live/channel.ts';
import { channelElement } from '../../bucket/live/configuration.ts';
import { operation, xmlAnswer } from '../../operation.ts';

/** operations.md §11.3. */
export const getLiveChannelInfo = operation({
  name: 'GetLiveChannelInfo',
  method: 'GET',
  resource: 'object',
  subResource: 'live',
  action: 'oss:GetLiveChannel',
  access: 'manage',
  support: 'works',
  run: (call) => xmlAnswer(xmlDocument(channelElement(addressedChannel(call)))),
});
