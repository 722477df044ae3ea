import { encodePercent } from '../../../wire/percent.ts';
import type { XmlElement } from '../../../xml/write.ts';
import type { Call } from '../../operation.ts';
import type { Channel } from './channel.ts';

/**
 * PublishUrls and PlayUrls of a channel, unsigned (operations.md §11.3). Both lead to the host by which this client
 * reaches the bucket. RTMP has a port of its own, so the publish URL names none.
 */
export function urlElements({ request, bucketName }: Call, channel: Channel): readonly XmlElement[] {
  const inPath = request.style === 'path' ? `/${bucketName}` : '';
  const name = encodePercent(channel.name);
  const publish = `rtmp://${request.hostName}${inPath}/live/${name}`;
  const play = `${request.scheme}://${request.host}${inPath}/${name}/${encodePercent(channel.playlistName)}`;
  return [
    ['PublishUrls', [['Url', publish]]],
    ['PlayUrls', [['Url', play]]],
  ];
}
