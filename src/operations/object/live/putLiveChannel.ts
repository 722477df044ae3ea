import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { type Channel, checkChannelName, keepChannel } from '../../bucket/live/channel.ts';
import { readChannel } from '../../bucket/live/configuration.ts';
import { urlElements } from '../../bucket/live/urls.ts';
import { receiveDocument } from '../../document.ts';
import { operation, xmlAnswer } from '../../operation.ts';

const MAX_BYTES = 16 * 1024;

/** operations.md §11.3: makes the channel, or puts another configuration in the place of the one it has. */
export const putLiveChannel = operation({
  name: 'PutLiveChannel',
  method: 'PUT',
  resource: 'object',
  subResource: 'live',
  action: 'oss:PutLiveChannel',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    checkChannelName(call.key);
    const malformed = () => refuse('channel-malformed-xml');
    const configuration = readChannel(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    const channel: Channel = { name: call.key, lastModified: call.request.receivedAt, ...configuration };
    await keepChannel(call, channel);
    return xmlAnswer(xmlDocument(['CreateLiveChannelResult', urlElements(call, channel)]));
  },
});
