import { xmlDate } from '../../../wire/dates.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { maxKeys, textArgument } from '../../list-arguments.ts';
import { type Call, operation, xmlAnswer } from '../../operation.ts';
import { type Channel, channelsOf } from './channel.ts';
import { urlElements } from './urls.ts';

/** operations.md §11.3: by name, behind the marker. */
export const listLiveChannel = operation({
  name: 'ListLiveChannel',
  method: 'GET',
  resource: 'bucket',
  subResource: 'live',
  action: 'oss:ListLiveChannel',
  access: 'manage',
  support: 'works',
  run(call) {
    const limit = maxKeys(call, 'max-keys-out-of-range-channels');
    const prefix = textArgument(call, 'prefix');
    const marker = textArgument(call, 'marker');
    const after = Buffer.from(marker);
    const left = channelsOf(call.bucket).filter(
      ({ name }) => name.startsWith(prefix) && Buffer.compare(Buffer.from(name), after) > 0,
    );
    const page = left.slice(0, limit);
    const last = left.length > limit ? page.at(-1) : undefined;
    return xmlAnswer(
      xmlDocument([
        'ListLiveChannelResult',
        [
          ['Prefix', prefix],
          ['Marker', marker],
          ['MaxKeys', limit],
          ['IsTruncated', last !== undefined],
          last && ['NextMarker', last.name],
          ...page.map((channel) => listed(call, channel)),
        ],
      ]),
    );
  },
});

function listed(call: Call, channel: Channel): XmlElement {
  return [
    'LiveChannel',
    [
      ['Name', channel.name],
      ['Description', channel.description],
      ['Status', channel.status],
      ['LastModified', xmlDate(channel.lastModified)],
      ...urlElements(call, channel),
    ],
  ];
}
