import { refuse } from '../../errors/refuse.ts';
import { type XmlElement, xmlDocument } from '../../xml/write.ts';
import { endpointsOf } from '../endpoints.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';
import { REGIONS } from './regions.ts';

/** DescribeRegions (operations.md §3.2): every region, or the one named by the value of `regions`. */
export const describeRegions = operation({
  name: 'DescribeRegions',
  method: 'GET',
  resource: 'service',
  subResource: 'regions',
  action: 'oss:DescribeRegions',
  access: 'manage',
  support: 'works',
  run(call) {
    const known = REGIONS.includes(call.service.region) ? REGIONS : [call.service.region, ...REGIONS];
    const asked = call.request.query.get('regions');
    const regions = asked ? known.filter((region) => asked === `oss-${region}`) : known;
    if (regions.length === 0) throw refuse('no-such-region').because({ asked });
    return xmlAnswer(xmlDocument(['RegionInfoList', regions.map((region) => regionElement(call, region))]));
  },
});

function regionElement(call: Call, region: string): XmlElement {
  const { extranet, intranet, accelerate } = endpointsOf(call, region);
  return [
    'RegionInfo',
    [
      ['Region', `oss-${region}`],
      ['InternetEndpoint', extranet],
      ['InternalEndpoint', intranet],
      ['AccelerateEndpoint', accelerate],
    ],
  ];
}
